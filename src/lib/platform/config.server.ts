import { resolve } from 'node:path';
import { z } from 'zod';

/** A value in the environment that cannot be used; the message says which and what to do. */
export class ConfigError extends Error {
	override name = 'ConfigError';
}

/** What the environment says, read once at start. */
export interface Config {
	database: {
		/** Where the server connects. Missing: the embedded PostgreSQL below `dataDir` is used. */
		url?: string;
		/** Where migrations, grants and the job schema run. */
		ownerUrl?: string;
		/** Set where `url` is also the owner's: each connection then steps down to this role. */
		setRole?: 'omatt_app';
	};
	/** The database is the one that comes with Omatt; the command that starts a server says so in `OMATT_EMBEDDED`. */
	isEmbedded: boolean;
	/** Absolute path of photos, the embedded database and its secrets. */
	dataDir: string;
	host: string;
	port: number;
	/** The address in people's browsers, without a trailing slash. */
	origin: string;
	/** Whether the demo's people and things are there and anyone may sign in as them. */
	demo: boolean;
	/** Whether the server makes backups below `dataDir` by itself. */
	backups: boolean;
	logLevel: (typeof LOG_LEVELS)[number];
	/** The sign-in of one organisation, as whoever runs the machine knows it. */
	oidc?: {
		issuer: string;
		clientId: string;
		clientSecret: string;
		name: string;
		/** The organisation's number; may be left out where there is exactly one. */
		orgnr?: string;
	};
	/** 32 bytes in base64 that seal other systems' secrets; missing: a file below `dataDir` holds them. */
	secretKey?: string;
}

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

const isUrlWith = (protocols: readonly string[]) => (value: string) =>
	protocols.includes(URL.parse(value.replace('@/', '@localhost/'))?.protocol ?? '');

const databaseUrl = z
	.string()
	.refine(isUrlWith(['postgres:', 'postgresql:']), 'must look like postgresql://user:password@host:5432/name')
	.optional();

const bareOrigin = (value: string): boolean => {
	const url = URL.parse(value);
	return (
		url !== null &&
		['http:', 'https:'].includes(url.protocol) &&
		value.toLowerCase().replace(/\/$/, '') === url.origin
	);
};

const SWITCH: Readonly<Record<string, boolean>> = {
	'1': true,
	true: true,
	on: true,
	yes: true,
	'0': false,
	false: false,
	off: false,
	no: false
};

const onOrOff = z
	.string()
	.toLowerCase()
	.refine((value) => value in SWITCH, 'must be true or false')
	.transform((value) => SWITCH[value] === true)
	.optional();

const environment = z.object({
	DATABASE_URL: databaseUrl,
	DATABASE_OWNER_URL: databaseUrl,
	DATA_DIR: z.string().default('./data'),
	HOST: z
		.string()
		.regex(/^[\w.:-]+$/, 'must be an address to listen on, such as 127.0.0.1 or 0.0.0.0')
		.default('127.0.0.1'),
	PORT: z
		.string()
		.regex(/^\d{1,5}$/, 'must be a whole number from 1 to 65535, such as 3000')
		.transform(Number)
		.refine((port) => port >= 1 && port <= 65535, 'must be a whole number from 1 to 65535, such as 3000')
		.default(3000),
	ORIGIN: z
		.string()
		.refine(bareOrigin, 'must be the address in the browser without a path, such as https://omatt.example.no')
		.transform((value) => new URL(value).origin)
		.optional(),
	OMATT_DEMO: onOrOff,
	OMATT_BACKUPS: onOrOff,
	OMATT_EMBEDDED: onOrOff,
	LOG_LEVEL: z
		.string()
		.toLowerCase()
		.pipe(z.enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(', ')}`))
		.default('info'),
	OIDC_ISSUER: z
		.string()
		.refine(
			isUrlWith(['https:', 'http:']),
			'must be the address of the provider, such as https://login.example.no'
		)
		.optional(),
	OIDC_CLIENT_ID: z.string().optional(),
	OIDC_CLIENT_SECRET: z.string().optional(),
	OIDC_NAME: z.string().max(100, 'must be at most 100 characters').default('Jobbkonto'),
	OIDC_ORGNR: z
		.string()
		.regex(/^\d{9}$/, 'must be an organisation number of nine digits')
		.optional(),
	OMATT_SECRET_KEY: z
		.base64('must be 32 random bytes in base64, as openssl rand -base64 32 makes them')
		.optional()
});

/** Whether only programs on this machine can reach an address. */
export const isLoopback = (host: string): boolean =>
	host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);

/**
 * Reads and checks the environment; an empty value counts as missing.
 * @throws ConfigError with one sentence for the first value that cannot be used
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
	const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()));
	const parsed = environment.safeParse(given);
	if (!parsed.success) {
		const issue = parsed.error.issues[0];
		throw new ConfigError(`${issue?.path.join('.')} ${issue?.message}: correct it or leave it out.`);
	}
	const { DATABASE_URL: url, DATABASE_OWNER_URL: ownerUrl, HOST: host, PORT: port, ...rest } = parsed.data;
	if (ownerUrl && !url) {
		throw new ConfigError(
			'DATABASE_OWNER_URL is set without DATABASE_URL: set both, or neither to use the embedded database.'
		);
	}
	const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = rest;
	const isOidcWhole = issuer && clientId && clientSecret;
	if (!isOidcWhole && (issuer || clientId || clientSecret)) {
		throw new ConfigError(
			'OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET belong together: set all three or none of them.'
		);
	}
	return {
		database: {
			...(url && { url }),
			...(ownerUrl && { ownerUrl }),
			...(url && (!ownerUrl || ownerUrl === url) && { setRole: 'omatt_app' as const })
		},
		isEmbedded: !url || rest.OMATT_EMBEDDED === true,
		dataDir: resolve(rest.DATA_DIR),
		host,
		port,
		origin: rest.ORIGIN ?? `http://localhost:${port}`,
		demo: rest.OMATT_DEMO ?? (!url && isLoopback(host)),
		backups: rest.OMATT_BACKUPS ?? !url,
		logLevel: rest.LOG_LEVEL,
		...(isOidcWhole && {
			oidc: {
				issuer,
				clientId,
				clientSecret,
				name: rest.OIDC_NAME,
				...(rest.OIDC_ORGNR && { orgnr: rest.OIDC_ORGNR })
			}
		}),
		...(rest.OMATT_SECRET_KEY && { secretKey: rest.OMATT_SECRET_KEY })
	};
}
