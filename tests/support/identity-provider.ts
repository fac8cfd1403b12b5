import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWTPayload } from 'jose';
import Provider from 'oidc-provider';
import { freePort } from '$lib/platform/free-port.server';

const CLIENT = { id: 'omatt', secret: 'en-hemmelighet-fra-leverandoren' };
const LOGOUT_EVENT = 'http://schemas.openid.net/event/backchannel-logout';

/** What the provider says of a person, by subject. */
export type Directory = Record<string, Record<string, unknown>>;

/** Changes what the next ID token says, and who signs it, after the provider made it. */
export interface Tampering {
	claims?: (claims: JWTPayload) => JWTPayload;
	signedBy?: CryptoKey;
}

/** A real OpenID Connect provider on this machine. */
export interface IdentityProvider {
	issuer: string;
	clientId: string;
	clientSecret: string;
	/** Whom a browser that comes is, until told otherwise. */
	isNow(subject: string): void;
	/** Applies to the next token only. */
	tamper(tampering: Tampering): void;
	/** Follows the browser through the provider. @returns the address it is sent back to */
	visit(url: URL): Promise<URL>;
	/** A logout token as the provider sends it, changed as given. */
	logoutToken(change: JWTPayload, signedBy?: CryptoKey): Promise<string>;
	/** The session the provider named in its last ID token. */
	lastSession(): string;
	stop(): Promise<void>;
}

/** An address before anyone listens there, so that it can be registered first. */
export async function reserveIssuer(): Promise<{ issuer: string; port: number }> {
	const port = await freePort();
	return { issuer: `http://127.0.0.1:${port}`, port };
}

const readBody = async (request: IncomingMessage): Promise<Buffer> => {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	return Buffer.concat(chunks);
};

export async function startIdentityProvider(
	{ issuer, port }: { issuer: string; port: number },
	redirectUri: string,
	directory: Directory
): Promise<IdentityProvider> {
	const { privateKey } = await generateKeyPair('RS256', { extractable: true });
	const jwk = { ...(await exportJWK(privateKey)), kid: 'key-1', alg: 'RS256', use: 'sig' };
	let current = '';
	let tampering: Tampering = {};
	let session = '';

	const provider = new Provider(issuer, {
		clients: [
			{
				client_id: CLIENT.id,
				client_secret: CLIENT.secret,
				redirect_uris: [redirectUri],
				token_endpoint_auth_method: 'client_secret_post',
				backchannel_logout_uri: redirectUri.replace(/callback$/, 'sign-out'),
				backchannel_logout_session_required: true
			}
		],
		jwks: { keys: [jwk] },
		cookies: { keys: ['a key of the test'] },
		claims: { openid: ['sub', 'groups'], email: ['email', 'email_verified'], profile: ['name'] },
		conformIdTokenClaims: false,
		features: { devInteractions: { enabled: false }, backchannelLogout: { enabled: true } },
		interactions: { url: (_, { uid }) => `/interaction/${uid}` },
		findAccount: (_, subject) => ({
			accountId: subject,
			claims: () => ({ sub: subject, ...directory[subject] })
		}),
		loadExistingGrant: async (ctx) => {
			const { Grant } = ctx.oidc.provider;
			const grant = new Grant({
				clientId: CLIENT.id,
				accountId: ctx.oidc.session?.accountId ?? current
			});
			grant.addOIDCScope('openid email profile');
			await grant.save();
			return grant;
		}
	});
	const answer = provider.callback();

	async function retoken(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const body = await readBody(request);
		const inner = await fetch(`${issuer}/token?untouched`, {
			method: 'POST',
			headers: { 'content-type': String(request.headers['content-type']) },
			body: new Uint8Array(body)
		});
		const told = (await inner.json()) as { id_token?: string };
		if (told.id_token) {
			const [, payload = ''] = told.id_token.split('.');
			const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as JWTPayload;
			session = String(claims.sid);
			const { claims: change = (same) => same, signedBy = privateKey } = tampering;
			tampering = {};
			told.id_token = await new SignJWT(change(claims))
				.setProtectedHeader({ alg: 'RS256', kid: 'key-1' })
				.sign(signedBy);
		}
		response.writeHead(inner.status, { 'content-type': 'application/json' }).end(JSON.stringify(told));
	}

	const server = createServer((request, response) => {
		const { url = '' } = request;
		if (url.startsWith('/interaction/'))
			void provider.interactionFinished(request, response, { login: { accountId: current } });
		else if (url === '/token') void retoken(request, response);
		else void answer(request, response);
	});
	await new Promise<void>((done) => server.listen(port, '127.0.0.1', done));

	return {
		issuer,
		clientId: CLIENT.id,
		clientSecret: CLIENT.secret,
		isNow: (subject) => void (current = subject),
		tamper: (change) => void (tampering = change),
		async visit(start) {
			const jar = new Map<string, string>();
			let url = start;
			for (let steps = 0; steps < 10; steps++) {
				const response = await fetch(url, {
					redirect: 'manual',
					headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') }
				});
				for (const line of response.headers.getSetCookie()) {
					const [name = '', value = ''] = line.split(';')[0]?.split(/=(.*)/) ?? [];
					jar.set(name, value);
				}
				const location = response.headers.get('location');
				if (!location) throw new Error(`The provider answered ${response.status}: ${await response.text()}`);
				url = new URL(location, url);
				if (url.origin !== issuer) return url;
			}
			throw new Error('The provider sends the browser in circles.');
		},
		logoutToken: (change, signedBy = privateKey) =>
			new SignJWT({
				iss: issuer,
				aud: CLIENT.id,
				iat: Math.floor(Date.now() / 1000),
				jti: crypto.randomUUID(),
				events: { [LOGOUT_EVENT]: {} },
				...change
			})
				.setProtectedHeader({ alg: 'RS256', kid: 'key-1', typ: 'logout+jwt' })
				.sign(signedBy),
		lastSession: () => session,
		stop: () => new Promise((done) => server.close(() => done()))
	};
}
