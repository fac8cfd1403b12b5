export type ClearanceState = 'valid' | 'consumed' | 'expired' | 'withdrawn';
/** What the world is told; `unknown` for any number that was not issued. */
export type ClearanceStatus = ClearanceState | 'emergency' | 'unknown';

/**
 * Crockford base32 without its last letter: 31 symbols, a prime, so that a check character modulo 31 over the
 * same symbols catches every single wrong character and every swap of two.
 */
const SYMBOLS = '0123456789ABCDEFGHJKMNPQRSTVWXY';
const DRAWN = 11;

const checkSymbol = (symbols: string): string =>
	SYMBOLS.charAt(
		[...symbols].reduce((sum, symbol, index) => sum + (index + 1) * SYMBOLS.indexOf(symbol), 0) % 31
	);

const grouped = (symbols: string): string => symbols.replace(/(.{4})(?=.)/g, '$1-');

/**
 * A new number like `7K3M-90XQ-4RTD`: 11 random symbols (54 bits) and one that checks them.
 * @param randomBytes fills an array with random bytes
 */
export function makeClearanceNumber(
	randomBytes: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array = (bytes) => crypto.getRandomValues(bytes)
): string {
	let symbols = '';
	while (symbols.length < DRAWN) {
		// 248 = 8 × 31: bytes above would make some symbols likelier than others.
		for (const byte of randomBytes(new Uint8Array(32)))
			if (byte < 248 && symbols.length < DRAWN) symbols += SYMBOLS.charAt(byte % 31);
	}
	return grouped(symbols + checkSymbol(symbols));
}

/**
 * What a person typed as a number in its own form: any case, spaces and dashes anywhere, O for 0, I or L for 1.
 * Undefined when it cannot be a number, a wrong check character included.
 */
export function normaliseClearanceNumber(typed: string): string | undefined {
	if (typed.length > 60) return undefined;
	const symbols = typed
		.toUpperCase()
		.replace(/[\s\u2010-\u2015_.-]/g, '')
		.replaceAll('O', '0')
		.replace(/[IL]/g, '1');
	if (symbols.length !== DRAWN + 1 || [...symbols].some((symbol) => !SYMBOLS.includes(symbol)))
		return undefined;
	if (checkSymbol(symbols.slice(0, DRAWN)) !== symbols.charAt(DRAWN)) return undefined;
	return grouped(symbols);
}

/** The status today: what is stored, except that time runs out by itself. */
export const statusOn = (
	clearance: { state: ClearanceState; validUntil: Date },
	now: Date
): ClearanceState =>
	clearance.state === 'valid' && clearance.validUntil < now ? 'expired' : clearance.state;

/** How long a clearance can be ordered on. */
export const clearanceValidUntil = (issuedAt: Date, days: number): Date =>
	new Date(issuedAt.getTime() + days * 86_400_000);
