// A person whose client is matrix-js-sdk with its Rust crypto, as strict as clients are since MSC4153: it gives
// no keys to devices that their owner has not signed, and reads nothing from them.
//
// Speaks JSON lines: {"id": 1, "do": "send", ...} on stdin is answered {"id": 1, "ok": ...} or {"id": 1,
// "error": "..."} on stdout. Everything that the library says of itself goes to stderr.

import { createInterface } from "node:readline";

for (const level of ["log", "info", "warn", "error", "debug", "trace"]) {
    console[level] = (...said) => process.stderr.write(`${said.map(String).join(" ")}\n`);
}

const sdk = await import("matrix-js-sdk");
const api = await import("matrix-js-sdk/lib/crypto-api/index.js");

let client;
let recoveryKey = null;
let verifying = null; // what the emoji verification has come to

async function login({ url, user, password, strict }) {
    const entered = await sdk
        .createClient({ baseUrl: url })
        .loginRequest({ type: "m.login.password", identifier: { type: "m.id.user", user }, password });
    client = sdk.createClient({
        baseUrl: url,
        userId: entered.user_id,
        deviceId: entered.device_id,
        accessToken: entered.access_token,
        cryptoCallbacks: { getSecretStorageKey: async ({ keys }) => [Object.keys(keys)[0], recoveryKey] },
    });
    await client.initRustCrypto({ useIndexedDB: false });
    const crypto = client.getCrypto();
    crypto.setDeviceIsolationMode(
        strict ? new api.OnlySignedDevicesIsolationMode() : new api.AllDevicesIsolationMode(false),
    );
    await client.startClient({ initialSyncLimit: 50, threadSupport: false });
    await new Promise((resolve) => {
        client.on(sdk.ClientEvent.Sync, (state) => state === "PREPARED" && resolve());
    });
    return { user: entered.user_id, device: entered.device_id };
}

/** An identity of one's own for the first device, kept on the server under a recovery key; others fetch it there. */
async function signItself({ user, password, recovery }) {
    const crypto = client.getCrypto();
    const authUploadDeviceSigningKeys = (request) =>
        request({ type: "m.login.password", identifier: { type: "m.id.user", user }, password });
    if (recovery) {
        recoveryKey = Uint8Array.from(Buffer.from(recovery, "base64"));
        await crypto.userHasCrossSigningKeys(client.getUserId(), true); // fetches them, to compare with
        await crypto.bootstrapCrossSigning({ authUploadDeviceSigningKeys });
        return recovery;
    }
    await crypto.bootstrapCrossSigning({ setupNewCrossSigning: true, authUploadDeviceSigningKeys });
    const made = await crypto.createRecoveryKeyFromPassphrase();
    recoveryKey = made.privateKey;
    await crypto.bootstrapSecretStorage({ setupNewSecretStorage: true, createSecretStorageKey: async () => made });
    return Buffer.from(made.privateKey).toString("base64");
}

async function create({ invite, direct, encrypted }) {
    const initial_state = encrypted
        ? [{ type: "m.room.encryption", state_key: "", content: { algorithm: "m.megolm.v1.aes-sha2" } }]
        : [];
    const made = await client.createRoom({ preset: "private_chat", is_direct: direct, invite, initial_state });
    return made.room_id;
}

async function send({ room, text }) {
    const sent = await client.sendMessage(room, { msgtype: "m.text", body: text, "m.mentions": {} });
    return sent.event_id;
}

/** What can be read in the room now: everything but state, each with what it was before encryption. */
function timeline({ room }) {
    const events = client.getRoom(room)?.getLiveTimeline().getEvents() ?? [];
    return events
        .filter((event) => !event.isState())
        .map((event) => ({
            id: event.getId(),
            sender: event.getSender(),
            type: event.getType(),
            content: event.getContent(),
            encrypted: event.isEncrypted(),
            unreadable: event.isDecryptionFailure() ? String(event.decryptionFailureReason) : null,
        }));
}

/** Ask to verify somebody by emoji, in the direct room. */
async function verify({ user, room }) {
    verifying = { phase: "asked", emoji: null, done: false, cancelled: null };
    const state = verifying;
    const request = await client.getCrypto().requestVerificationDM(user, room);
    const follow = async () => {
        state.phase = api.VerificationPhase[request.phase];
        if (request.phase === api.VerificationPhase.Cancelled) state.cancelled = request.cancellationCode;
        if (request.phase === api.VerificationPhase.Ready && !state.began) {
            state.began = true;
            const verifier = await request.startVerification("m.sas.v1");
            verifier.on(api.VerifierEvent.ShowSas, (sas) => {
                state.emoji = sas.sas.emoji;
                state.confirm = () => sas.confirm();
                state.mismatch = () => sas.mismatch();
            });
            verifier.verify().then(
                () => (state.done = true),
                (error) => (state.cancelled ??= String(error)),
            );
        }
    };
    request.on(api.VerificationRequestEvent.Change, follow);
    await follow();
    return true;
}

const does = {
    login,
    signItself,
    create,
    send,
    timeline,
    verify,
    join: async ({ room }) => (await client.joinRoom(room)).roomId,
    invitations: () =>
        client.getRooms().filter((room) => room.getMyMembership() === "invite").map((room) => room.roomId),
    members: ({ room }) => client.getRoom(room)?.getJoinedMembers().map((one) => one.userId) ?? [],
    react: async ({ room, to, key }) =>
        (
            await client.sendEvent(room, "m.reaction", {
                "m.relates_to": { rel_type: "m.annotation", event_id: to, key },
            })
        ).event_id,
    verification: () => ({ ...verifying, confirm: undefined, mismatch: undefined }),
    confirm: async () => (await verifying.confirm(), true),
    mismatch: () => (verifying.mismatch(), true),
    isSigned: async () => {
        const own = await client.getCrypto().getDeviceVerificationStatus(client.getUserId(), client.getDeviceId());
        return own?.signedByOwner ?? false;
    },
    trusts: async ({ user }) => (await client.getCrypto().getUserVerificationStatus(user)).isCrossSigningVerified(),
    deviceOf: async ({ user, device }) => {
        const found = await client.getCrypto().getDeviceVerificationStatus(user, device);
        return found === null ? null : { signed: found.signedByOwner, verified: found.isVerified() };
    },
    stop: async () => (client?.stopClient(), true),
};

for await (const line of createInterface({ input: process.stdin })) {
    const { id, do: what, ...given } = JSON.parse(line);
    // Not awaited: what takes long must not keep the next question waiting.
    Promise.resolve()
        .then(() => does[what](given))
        .then(
            (ok) => ({ id, ok: ok ?? null }),
            (error) => ({ id, error: String(error?.message ?? error) }),
        )
        .then((answer) => process.stdout.write(`${JSON.stringify(answer)}\n`));
}
process.exit(0);
