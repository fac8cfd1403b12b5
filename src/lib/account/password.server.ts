import { hash, verify } from '@node-rs/argon2';
import { newSecret } from './secret.server';

// Argon2id is the library's default variant; memory, time and lanes as OWASP's password storage cheat sheet asks.
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export const hashPassword = (password: string): Promise<string> => hash(password, COST);

let nobodys: Promise<string> | undefined;

/**
 * Whether the password is the one hashed. Without a hash it is compared with one that nobody knows, so that an
 * unknown account takes as long as a wrong password.
 */
export async function isPassword(passwordHash: string | undefined, password: string): Promise<boolean> {
	nobodys ??= hashPassword(newSecret());
	const isRight = await verify(passwordHash ?? (await nobodys), password);
	return passwordHash !== undefined && isRight;
}
