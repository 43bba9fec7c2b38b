"""Members' data: who was told, who is where, who is named in what."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "member",
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("identity_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["identity_id"], ["identity.id"], name=op.f("fk_member_identity_id")),
        sa.ForeignKeyConstraint(["room_id"], ["room.id"], name=op.f("fk_member_room_id")),
        sa.PrimaryKeyConstraint("room_id", "identity_id", name=op.f("pk_member")),
    )
    with op.batch_alter_table("member", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_member_identity_id"), ["identity_id"], unique=False)

    op.create_table(
        "absence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("district_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("how", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["district_id"], ["district.id"], name=op.f("fk_absence_district_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_absence_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_absence")),
        sa.UniqueConstraint("district_id", "person_id", name=op.f("uq_absence_district_id_person_id")),
    )
    with op.batch_alter_table("absence", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_absence_person_id"), ["person_id"], unique=False)

    op.add_column("person", sa.Column("told_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("person", sa.Column("anonymous_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("person", sa.Column("heard_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("room", sa.Column("used_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("outbox", sa.Column("file_event_id", sa.Text(), nullable=True))
    op.add_column("outbox", sa.Column("names", sa.JSON(none_as_null=True), nullable=True))
    op.add_column("outbox", sa.Column("right", sa.String(length=16), nullable=True))
