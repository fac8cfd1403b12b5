import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createSeal } from './seal.server';

let dataDir: string;
beforeEach(() => (dataDir = mkdtempSync(join(tmpdir(), 'omatt-seal-'))));
afterEach(() => rmSync(dataDir, { recursive: true }));

it('opens what it closed, also after a restart, and no two are alike', () => {
	const seal = createSeal({ dataDir });
	const sealed = seal.close('hemmelig æøå', 'provider:1');
	expect(sealed).not.toContain('hemmelig');
	expect(seal.close('hemmelig æøå', 'provider:1')).not.toBe(sealed);
	expect(createSeal({ dataDir }).open(sealed, 'provider:1')).toBe('hemmelig æøå');
	expect(statSync(join(dataDir, 'secret-key')).mode & 0o777).toBe(0o600);
});

it('opens nothing that was changed, moved elsewhere or closed with another key', () => {
	const seal = createSeal({ dataDir });
	const sealed = seal.close('hemmelig', 'provider:1');
	const changed = Buffer.from(sealed, 'base64');
	changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1;
	const other = createSeal({ dataDir, secretKey: randomBytes(32).toString('base64') });
	expect(() => seal.open(changed.toString('base64'), 'provider:1')).toThrow();
	expect(() => seal.open(sealed, 'provider:2')).toThrow();
	expect(() => other.open(sealed, 'provider:1')).toThrow();
});

it('says what a key looks like', () => {
	expect(() => createSeal({ dataDir, secretKey: 'kort' })).toThrow('openssl rand');
});
