import type { RequestEvent } from '@sveltejs/kit';
import { app } from '$lib/app.server';
import { AppError } from '$lib/platform/errors';
import { guarded } from '$lib/platform/http/page-load.server';

const NO_STORE = { 'cache-control': 'no-store' };

/** Back-channel: the provider's server says who signed out there (OpenID Connect Back-Channel Logout 1.0). */
export const POST = async ({ params, request }: RequestEvent) => {
	try {
		const token = (await request.formData()).get('logout_token');
		await app.signIn.signOutByProvider(params.provider ?? '', typeof token === 'string' ? token : '');
		return new Response(null, { status: 200, headers: NO_STORE });
	} catch (error) {
		if (!(error instanceof AppError)) throw error;
		// The protocol knows 400 for every refusal.
		return Response.json(
			{ error: 'invalid_request', error_description: error.code },
			{ status: error.status === 404 ? 404 : 400, headers: NO_STORE }
		);
	}
};

/** Front-channel: the provider's sign-out page shows this in a frame that carries none of our cookies. */
export const GET = guarded(async ({ params, url }: RequestEvent) => {
	await app.signIn.signOutInBrowser(params.provider ?? '', {
		issuer: url.searchParams.get('iss') ?? '',
		providerSession: url.searchParams.get('sid') ?? ''
	});
	return new Response(null, { status: 200, headers: NO_STORE });
});
