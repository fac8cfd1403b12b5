import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { chmodSync, existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigError } from './config.server';

const KEY_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Keeps secrets of other systems unreadable to whoever only has the database. */
export interface Seal {
	/** AES-256-GCM; `context` must be the same when it is opened. */
	close(secret: string, context: string): string;
	/** @throws Error when the key, the context or the sealed text is another one */
	open(sealed: string, context: string): string;
}

function readKey(text: string, where: string): Buffer {
	const key = Buffer.from(text.trim(), 'base64');
	if (key.length !== KEY_BYTES)
		throw new ConfigError(
			`${where} must hold ${KEY_BYTES} random bytes in base64 (openssl rand -base64 32).`
		);
	return key;
}

/** The key of this installation: made once; whoever is second of two at once takes the first one's. */
function keyOfFolder(dataDir: string): Buffer {
	const file = join(dataDir, 'secret-key');
	if (!existsSync(file)) {
		mkdirSync(dataDir, { recursive: true });
		const draft = `${file}.${process.pid}`;
		writeFileSync(draft, randomBytes(KEY_BYTES).toString('base64'), { mode: 0o600 });
		chmodSync(draft, 0o600);
		try {
			linkSync(draft, file);
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
		} finally {
			rmSync(draft, { force: true });
		}
	}
	return readKey(readFileSync(file, 'utf8'), file);
}

/**
 * @param config `secretKey` from the environment (every server of an installation has the same), else a file below
 * `dataDir`
 * @throws ConfigError when the key is not one
 */
export function createSeal({ secretKey, dataDir }: { secretKey?: string; dataDir: string }): Seal {
	const key = secretKey ? readKey(secretKey, 'OMATT_SECRET_KEY') : keyOfFolder(dataDir);
	return {
		close(secret, context) {
			const iv = randomBytes(IV_BYTES);
			const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(context));
			const text = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
			return Buffer.concat([iv, cipher.getAuthTag(), text]).toString('base64');
		},
		open(sealed, context) {
			const bytes = Buffer.from(sealed, 'base64');
			const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV_BYTES), {
				authTagLength: TAG_BYTES
			})
				.setAAD(Buffer.from(context))
				.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
			return (
				decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8')
			);
		}
	};
}
