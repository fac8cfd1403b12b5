import { createHash, randomBytes } from 'node:crypto';

/** What is stored of a secret that has 160 bits or more of its own: enough to know it again, useless to steal. */
export const sha256 = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** 256 random bits, safe in an address. */
export const newSecret = (): string => randomBytes(32).toString('base64url');
