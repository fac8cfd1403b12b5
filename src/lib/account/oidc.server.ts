import { createRemoteJWKSet, jwtVerify } from 'jose';
import * as oidc from 'openid-client';
import type { Clock } from '$lib/platform/clock';
import { isLoopback } from '$lib/platform/config.server';
import { AppError } from '$lib/platform/errors';
import type { Log } from '$lib/platform/log.server';
import { sha256 } from './secret.server';
import type { Claims } from './sign-in-rule';

const TIMEOUT_SECONDS = 8;
/** A provider's clock may differ by this much. */
const TOLERANCE_SECONDS = 60;
/** Metadata is read again after this long: providers move their addresses. */
const METADATA_MS = 10 * 60 * 1000;
const LOGOUT_EVENT = 'http://schemas.openid.net/event/backchannel-logout';

export interface ProviderSettings {
	issuer: string;
	clientId: string;
	clientSecret: string;
	/** With spaces between. */
	scopes: string;
	redirectUri: string;
}

/** The secrets of one sign-in under way. */
export interface SignInSecrets {
	state: string;
	nonce: string;
	codeVerifier: string;
}

/** Who a provider says it is. */
export interface Identity {
	issuer: string;
	subject: string;
	/** The provider's own session, for sign-out from there. */
	providerSession: string | null;
	claims: Claims;
}

/** Whose sessions a provider ends. */
export interface LogoutNotice {
	tokenId: string;
	subject: string | null;
	providerSession: string | null;
	expiresAt: Date;
}

const unreachable = () => new AppError('providerUnreachable', 503);
const untrusted = () => new AppError('signInNotTrusted', 403);

const isNetworkError = (error: unknown): boolean => {
	const { code, cause, name } = error as { code?: string; cause?: unknown; name?: string };
	if (name === 'TimeoutError' || name === 'AbortError' || error instanceof TypeError) return true;
	if (code === 'OAUTH_TIMEOUT' || code === 'OAUTH_RESPONSE_IS_NOT_CONFORM') return true;
	return cause instanceof Error && cause !== error && isNetworkError(cause);
};

export const newSignInSecrets = (): SignInSecrets => ({
	state: oidc.randomState(),
	nonce: oidc.randomNonce(),
	codeVerifier: oidc.randomPKCECodeVerifier()
});

/** The only file that knows the OpenID Connect library. */
export function oidcClient({ clock, log }: { clock: Clock; log: Log }) {
	const known = new Map<string, { configuration: oidc.Configuration; until: number }>();

	/** @throws AppError providerUnreachable (503) */
	async function discover(settings: ProviderSettings): Promise<oidc.Configuration> {
		const { issuer, clientId, clientSecret } = settings;
		const key = sha256([issuer, clientId, clientSecret].join('\n'));
		const now = clock.now().getTime();
		const cached = known.get(key);
		if (cached && cached.until > now) return cached.configuration;
		const server = new URL(issuer);
		const isLocal = server.protocol === 'http:' && isLoopback(server.hostname);
		try {
			const configuration = await oidc.discovery(
				server,
				clientId,
				{
					client_secret: clientSecret,
					[oidc.clockTolerance]: TOLERANCE_SECONDS,
					[oidc.clockSkew]: Math.round((now - Date.now()) / 1000)
				},
				undefined,
				{
					timeout: TIMEOUT_SECONDS,
					// The signature is checked by its key too, not only by the connection it came over.
					execute: [oidc.enableNonRepudiationChecks, ...(isLocal ? [oidc.allowInsecureRequests] : [])]
				}
			);
			known.set(key, { configuration, until: now + METADATA_MS });
			return configuration;
		} catch (error) {
			log.warn({ err: error, issuer }, 'an identity provider could not be reached');
			throw unreachable();
		}
	}

	return {
		/**
		 * Where to send the browser.
		 * @param isAgain ask for the password even of someone who is signed in there
		 * @param isOther let another person choose
		 * @throws AppError providerUnreachable (503)
		 */
		async authorizationUrl(
			settings: ProviderSettings,
			{ state, nonce, codeVerifier }: SignInSecrets,
			{ isAgain = false, isOther = false } = {}
		): Promise<URL> {
			const configuration = await discover(settings);
			return oidc.buildAuthorizationUrl(configuration, {
				redirect_uri: settings.redirectUri,
				scope: settings.scopes,
				state,
				nonce,
				code_challenge: await oidc.calculatePKCECodeChallenge(codeVerifier),
				code_challenge_method: 'S256',
				...(isAgain && { prompt: 'login', max_age: '0' }),
				...(isOther && { prompt: 'select_account' })
			});
		},

		/**
		 * Exchanges the answer for an identity whose issuer, audience, nonce, times and signature were checked.
		 * @throws AppError providerUnreachable (503), signInDeclined (403) when the person or the provider said no,
		 * signInNotTrusted (403) for every other fault; the log says which
		 */
		async identify(
			settings: ProviderSettings,
			answer: URL,
			{ state, nonce, codeVerifier }: SignInSecrets,
			{ isAgain = false } = {}
		): Promise<Identity> {
			const configuration = await discover(settings);
			try {
				const tokens = await oidc.authorizationCodeGrant(configuration, answer, {
					expectedState: state,
					expectedNonce: nonce,
					pkceCodeVerifier: codeVerifier,
					idTokenExpected: true,
					...(isAgain && { maxAge: 0 })
				});
				const idToken = tokens.claims();
				if (!idToken) throw new Error('The provider gave no ID token.');
				const extra = configuration.serverMetadata().userinfo_endpoint
					? await oidc.fetchUserInfo(configuration, tokens.access_token, idToken.sub)
					: {};
				return {
					issuer: idToken.iss,
					subject: idToken.sub,
					providerSession: typeof idToken.sid === 'string' ? idToken.sid : null,
					claims: { ...extra, ...idToken }
				};
			} catch (error) {
				log.warn({ err: error, issuer: settings.issuer }, 'a sign-in was not accepted');
				if (error instanceof oidc.AuthorizationResponseError) throw new AppError('signInDeclined', 403);
				throw isNetworkError(error) ? unreachable() : untrusted();
			}
		},

		/**
		 * Reads a back-channel logout token (OpenID Connect Back-Channel Logout 1.0 §2.6).
		 * @throws AppError signInNotTrusted (403), providerUnreachable (503)
		 */
		async readLogout(settings: ProviderSettings, logoutToken: string): Promise<LogoutNotice> {
			const { issuer, jwks_uri: keys } = (await discover(settings)).serverMetadata();
			if (!keys) throw untrusted();
			try {
				const { payload } = await jwtVerify(
					logoutToken,
					createRemoteJWKSet(new URL(keys), { timeoutDuration: TIMEOUT_SECONDS * 1000 }),
					{
						issuer,
						audience: settings.clientId,
						clockTolerance: TOLERANCE_SECONDS,
						currentDate: clock.now(),
						maxTokenAge: '10m',
						requiredClaims: ['jti', 'iat']
					}
				);
				const { events, nonce, sub, sid, jti, exp } = payload;
				const isLogout = typeof events === 'object' && events !== null && LOGOUT_EVENT in events;
				if (!isLogout || nonce !== undefined || (sub === undefined && typeof sid !== 'string'))
					throw new Error('This is no logout token.');
				return {
					tokenId: String(jti),
					subject: sub ?? null,
					providerSession: typeof sid === 'string' ? sid : null,
					expiresAt: new Date(exp ? exp * 1000 : clock.now().getTime() + METADATA_MS)
				};
			} catch (error) {
				log.warn({ err: error, issuer }, 'a sign-out from a provider was not accepted');
				throw untrusted();
			}
		}
	};
}
export type OidcClient = ReturnType<typeof oidcClient>;
