import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from './config.server';

describe('readConfig', () => {
	it('needs nothing to be set', () => {
		expect(readConfig({})).toEqual({
			database: {},
			isEmbedded: true,
			dataDir: resolve('data'),
			host: '127.0.0.1',
			port: 3000,
			origin: 'http://localhost:3000',
			demo: true,
			backups: true,
			logLevel: 'info'
		});
	});

	it('takes an empty value as missing', () => {
		expect(readConfig({ DATABASE_URL: '', PORT: ' ' })).toEqual(readConfig({}));
	});

	it('follows the port in the default origin and drops the trailing slash of a given one', () => {
		expect(readConfig({ PORT: '4100' }).origin).toBe('http://localhost:4100');
		expect(readConfig({ ORIGIN: 'https://Omatt.example.no/' }).origin).toBe('https://omatt.example.no');
	});

	it('knows a sign-in that is named whole, and refuses half of one', () => {
		const whole = { OIDC_ISSUER: 'https://login.example', OIDC_CLIENT_ID: 'omatt', OIDC_CLIENT_SECRET: 'x' };
		expect(readConfig(whole).oidc).toEqual({
			issuer: 'https://login.example',
			clientId: 'omatt',
			clientSecret: 'x',
			name: 'Jobbkonto'
		});
		expect(() => readConfig({ ...whole, OIDC_CLIENT_SECRET: '' })).toThrow(/belong together/);
		expect(() => readConfig({ ...whole, OIDC_ISSUER: 'login' })).toThrow(/OIDC_ISSUER must be the address/);
	});

	it('steps down to the application role where one address serves both', () => {
		const url = 'postgresql://owner:secret@db/omatt';
		expect(readConfig({ DATABASE_URL: url }).database).toEqual({ url, setRole: 'omatt_app' });
		expect(readConfig({ DATABASE_URL: url, DATABASE_OWNER_URL: url }).database.setRole).toBe('omatt_app');
		const app = 'postgresql://omatt_app:secret@db/omatt';
		expect(readConfig({ DATABASE_URL: app, DATABASE_OWNER_URL: url }).database).toEqual({
			url: app,
			ownerUrl: url
		});
	});

	it.each([
		[{}, true],
		[{ HOST: '127.0.0.2' }, true],
		[{ HOST: 'localhost' }, true],
		[{ HOST: '0.0.0.0' }, false],
		[{ HOST: '127.0.0.1.example.no' }, false],
		[{ HOST: '::' }, false],
		[{ DATABASE_URL: 'postgres://u:p@db/omatt' }, false],
		[{ HOST: '0.0.0.0', OMATT_DEMO: 'true' }, true],
		[{ DATABASE_URL: 'postgres://u:p@db/omatt', OMATT_DEMO: '1' }, true],
		[{ OMATT_DEMO: 'off' }, false]
	])('opens the demo only where it is safe or asked for: %o', (env, demo) => {
		expect(readConfig(env).demo).toBe(demo);
	});

	it.each([
		[{}, true],
		[{ OMATT_BACKUPS: 'false' }, false],
		[{ DATABASE_URL: 'postgres://u:p@db/omatt' }, false],
		[{ DATABASE_URL: 'postgres://u:p@db/omatt', OMATT_BACKUPS: 'true' }, true]
	])('makes backups of its own database, of another only where asked for: %o', (env, backups) => {
		expect(readConfig(env).backups).toBe(backups);
	});

	it.each([
		[{}, true],
		[{ DATABASE_URL: 'postgres://u:p@db/omatt' }, false],
		[{ DATABASE_URL: 'postgres://u:p@db/omatt', OMATT_EMBEDDED: 'true' }, true]
	])('knows its own database from another, also by the address of its own: %o', (env, isEmbedded) => {
		expect(readConfig(env).isEmbedded).toBe(isEmbedded);
	});

	it('takes an address over a Unix socket', () => {
		const url = 'postgresql://u:p@/omatt?host=/run/postgresql';
		expect(readConfig({ DATABASE_URL: url }).database.url).toBe(url);
	});

	it.each([
		[{ DATABASE_URL: 'mysql://u:p@db/omatt' }, 'DATABASE_URL must look like postgresql://'],
		[{ DATABASE_URL: 'db.example.no' }, 'DATABASE_URL must look like postgresql://'],
		[{ DATABASE_OWNER_URL: 'postgres://u:p@db/omatt' }, 'set both'],
		[{ PORT: '0' }, 'PORT must be a whole number from 1 to 65535'],
		[{ PORT: '65536' }, 'PORT must be'],
		[{ PORT: '3000x' }, 'PORT must be'],
		[{ ORIGIN: 'omatt.example.no' }, 'ORIGIN must be the address in the browser'],
		[{ ORIGIN: 'https://omatt.example.no/app' }, 'ORIGIN must be'],
		[{ OMATT_DEMO: 'maybe' }, 'OMATT_DEMO must be true or false'],
		[{ OMATT_BACKUPS: 'daily' }, 'OMATT_BACKUPS must be true or false'],
		[{ HOST: 'http://0.0.0.0' }, 'HOST must be an address'],
		[{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL must be one of']
	])('says what to do about %o', (env, sentence) => {
		const read = () => readConfig(env);
		expect(read).toThrow(ConfigError);
		expect(read).toThrow(sentence);
	});

	it('never repeats a secret in its message', () => {
		expect(() => readConfig({ DATABASE_URL: 'mysql://u:hunter2@db/omatt' })).not.toThrow(/hunter2/);
	});
});
