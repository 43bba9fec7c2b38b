"""Signing up as people live it."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "skill",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("district_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("given_by_id", sa.Integer(), nullable=True),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["district_id"], ["district.id"], name=op.f("fk_skill_district_id")),
        sa.ForeignKeyConstraint(["given_by_id"], ["person.id"], name=op.f("fk_skill_given_by_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_skill_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_skill")),
        sa.UniqueConstraint(
            "district_id", "person_id", "name", name=op.f("uq_skill_district_id_person_id_name")
        ),
    )
    with op.batch_alter_table("skill", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_skill_person_id"), ["person_id"], unique=False)

    op.create_table(
        "watch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("district_id", sa.Integer(), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["activity_id"], ["activity.id"], name=op.f("fk_watch_activity_id")),
        sa.ForeignKeyConstraint(["district_id"], ["district.id"], name=op.f("fk_watch_district_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_watch_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_watch")),
        sa.UniqueConstraint("activity_id", "person_id", name=op.f("uq_watch_activity_id_person_id")),
    )
    with op.batch_alter_table("watch", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_watch_person_id"), ["person_id"], unique=False)

    op.create_table(
        "report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("district_id", sa.Integer(), nullable=False),
        sa.Column("shift_id", sa.Integer(), nullable=False),
        sa.Column("calls", sa.Integer(), nullable=False),
        sa.Column("conversations", sa.Integer(), nullable=False),
        sa.Column("callbacks", sa.Integer(), nullable=False),
        sa.Column("reported_by_id", sa.Integer(), nullable=True),
        sa.Column("reported_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["district_id"], ["district.id"], name=op.f("fk_report_district_id")),
        sa.ForeignKeyConstraint(["reported_by_id"], ["person.id"], name=op.f("fk_report_reported_by_id")),
        sa.ForeignKeyConstraint(["shift_id"], ["shift.id"], name=op.f("fk_report_shift_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report")),
        sa.UniqueConstraint("shift_id", name=op.f("uq_report_shift_id")),
    )
    op.create_table(
        "pairing",
        sa.Column("newcomer_id", sa.Integer(), nullable=False),
        sa.Column("mentor_id", sa.Integer(), nullable=False),
        sa.Column("district_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["district_id"], ["district.id"], name=op.f("fk_pairing_district_id")),
        sa.ForeignKeyConstraint(["mentor_id"], ["signup.id"], name=op.f("fk_pairing_mentor_id")),
        sa.ForeignKeyConstraint(["newcomer_id"], ["signup.id"], name=op.f("fk_pairing_newcomer_id")),
        sa.PrimaryKeyConstraint("newcomer_id", name=op.f("pk_pairing")),
    )
    with op.batch_alter_table("pairing", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pairing_mentor_id"), ["mentor_id"], unique=False)

    op.create_table(
        "stand_in",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("district_id", sa.Integer(), nullable=False),
        sa.Column("shift_id", sa.Integer(), nullable=False),
        sa.Column("signup_id", sa.Integer(), nullable=False),
        sa.Column("to_person_id", sa.Integer(), nullable=True),
        sa.Column("taken_by_id", sa.Integer(), nullable=True),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["district_id"], ["district.id"], name=op.f("fk_stand_in_district_id")),
        sa.ForeignKeyConstraint(["shift_id"], ["shift.id"], name=op.f("fk_stand_in_shift_id")),
        sa.ForeignKeyConstraint(["signup_id"], ["signup.id"], name=op.f("fk_stand_in_signup_id")),
        sa.ForeignKeyConstraint(["taken_by_id"], ["person.id"], name=op.f("fk_stand_in_taken_by_id")),
        sa.ForeignKeyConstraint(["to_person_id"], ["person.id"], name=op.f("fk_stand_in_to_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stand_in")),
    )
    with op.batch_alter_table("stand_in", schema=None) as batch_op:
        batch_op.create_index("ix_stand_in_open", ["signup_id", "state"], unique=False)
        batch_op.create_index(batch_op.f("ix_stand_in_shift_id"), ["shift_id"], unique=False)

    op.create_table(
        "ask",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("district_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("shift_id", sa.Integer(), nullable=False),
        sa.Column("signup_id", sa.Integer(), nullable=True),
        sa.Column("stand_in_id", sa.Integer(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["district_id"], ["district.id"], name=op.f("fk_ask_district_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_ask_person_id")),
        sa.ForeignKeyConstraint(["shift_id"], ["shift.id"], name=op.f("fk_ask_shift_id")),
        sa.ForeignKeyConstraint(["signup_id"], ["signup.id"], name=op.f("fk_ask_signup_id")),
        sa.ForeignKeyConstraint(["stand_in_id"], ["stand_in.id"], name=op.f("fk_ask_stand_in_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ask")),
    )
    with op.batch_alter_table("ask", schema=None) as batch_op:
        batch_op.create_index("ix_ask_open", ["person_id", "state"], unique=False)
        batch_op.create_index("ix_ask_shift", ["shift_id", "state"], unique=False)
        batch_op.create_index(batch_op.f("ix_ask_signup_id"), ["signup_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_ask_stand_in_id"), ["stand_in_id"], unique=False)

    op.create_table(
        "board",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("district_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=True),
        sa.Column("outbox_id", sa.Integer(), nullable=False),
        sa.Column("menu", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("shown", sa.Text(), nullable=True),
        sa.Column("data", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["activity_id"], ["activity.id"], name=op.f("fk_board_activity_id")),
        sa.ForeignKeyConstraint(["created_by_id"], ["person.id"], name=op.f("fk_board_created_by_id")),
        sa.ForeignKeyConstraint(["district_id"], ["district.id"], name=op.f("fk_board_district_id")),
        sa.ForeignKeyConstraint(["outbox_id"], ["outbox.id"], name=op.f("fk_board_outbox_id")),
        sa.ForeignKeyConstraint(["room_id"], ["room.id"], name=op.f("fk_board_room_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_board")),
    )
    with op.batch_alter_table("board", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_board_outbox_id"), ["outbox_id"], unique=False)
        batch_op.create_index("ix_board_state", ["kind", "state"], unique=False)

    op.create_table(
        "reaction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("board_id", sa.Integer(), nullable=True),
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("event_id", sa.Text(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("stands", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["board_id"], ["board.id"], name=op.f("fk_reaction_board_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_reaction_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reaction")),
        sa.UniqueConstraint("platform", "event_id", name=op.f("uq_reaction_platform_event_id")),
    )
    with op.batch_alter_table("reaction", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_reaction_board_id"), ["board_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_reaction_person_id"), ["person_id"], unique=False)
        batch_op.create_index("ix_reaction_target", ["target"], unique=False)

    with op.batch_alter_table("activity", schema=None) as batch_op:
        batch_op.add_column(sa.Column("seats", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("minimum", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("roles", sa.JSON(none_as_null=True), nullable=True))
        batch_op.add_column(sa.Column("length", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("confirm", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("newcomers", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("ladder", sa.JSON(none_as_null=True), nullable=True))
        batch_op.add_column(sa.Column("report", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("branch", sa.Text(), nullable=True))

    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.add_column(sa.Column("target", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("target_row", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("attachment", sa.JSON(none_as_null=True), nullable=True))

    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.add_column(sa.Column("unasked_since", sa.DateTime(timezone=True), nullable=True))

    with op.batch_alter_table("question", schema=None) as batch_op:
        batch_op.add_column(sa.Column("yes", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("no", sa.Text(), nullable=True))
        batch_op.alter_column("person_id", existing_type=sa.INTEGER(), nullable=True)

    with op.batch_alter_table("room", schema=None) as batch_op:
        batch_op.add_column(sa.Column("answers", sa.Text(), nullable=True))

    with op.batch_alter_table("series", schema=None) as batch_op:
        batch_op.add_column(sa.Column("skip", sa.JSON(none_as_null=True), nullable=True))

    with op.batch_alter_table("shift", schema=None) as batch_op:
        batch_op.add_column(sa.Column("roles", sa.JSON(none_as_null=True), nullable=True))
        batch_op.add_column(sa.Column("confirm", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("sequence", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("closed_off_at", sa.DateTime(timezone=True), nullable=True))

    with op.batch_alter_table("signup", schema=None) as batch_op:
        batch_op.add_column(sa.Column("line", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("confirm_by", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("checked_in_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("sequence", sa.Integer(), nullable=True))
        batch_op.create_index("ix_signup_state", ["shift_id", "state"], unique=False)
