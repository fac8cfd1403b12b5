/** A uuid that belongs to one noun: `Id<'Listing'>` cannot be passed where `Id<'Lot'>` is asked for. */
export type Id<Noun extends string> = string & { readonly __noun: Noun };

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** True for a lower-case uuid of any version. */
export const isUuid = (value: unknown): value is string => typeof value === 'string' && UUID.test(value);

const SEQUENCE_SIZE = 2 ** 18;
let sequence = 0;

/**
 * A new uuid of version 7 (RFC 9562): sorted by the instant it was made and, within one instant, by the order this
 * process made them in, also where a set clock stands still; 56 bits are random.
 * Works on plain http too, where `crypto.randomUUID` is missing.
 * @param nowMs milliseconds since 1970, so that seeded history gets ids of its own time
 */
export function newId<Noun extends string>(nowMs: number = Date.now()): Id<Noun> {
	const bytes = crypto.getRandomValues(new Uint8Array(16));
	sequence = (sequence + 1) % SEQUENCE_SIZE;
	bytes.set([sequence >> 14, (sequence >> 6) & 0xff, sequence & 0x3f], 6);
	return formatUuidV7(bytes, nowMs) as Id<Noun>;
}

/** Lays 16 random bytes and an instant out as a uuid of version 7. */
export function formatUuidV7(bytes: Uint8Array, nowMs: number): string {
	const laid = Uint8Array.from(bytes);
	for (let index = 0; index < 6; index++) laid[index] = Math.floor(nowMs / 2 ** (8 * (5 - index))) % 256;
	laid[6] = ((laid[6] ?? 0) & 0x0f) | 0x70;
	laid[8] = ((laid[8] ?? 0) & 0x3f) | 0x80;
	const hex = Array.from(laid, (byte) => byte.toString(16).padStart(2, '0')).join('');
	return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
