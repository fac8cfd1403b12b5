import { json } from '@sveltejs/kit';
import { requireActor } from '$lib/account/require-actor.server';
import { app } from '$lib/app.server';
import { readPhotoBody } from '$lib/photo/photo.service.server';
import { AppError } from '$lib/platform/errors';
import { problem } from '$lib/platform/http/problem.server';
import type { RequestEvent } from './$types';

/**
 * One photo as the body of a request of its own: a body over the limit would be refused with the whole form.
 * Answers its content address and a small picture of what was stored.
 */
export async function POST({ request, locals }: RequestEvent): Promise<Response> {
	try {
		const { photoId } = await app.photo.upload(requireActor(locals), await readPhotoBody(request.body));
		const small = await app.photo.read(photoId, 320);
		const preview = `data:image/webp;base64,${Buffer.from(small ?? []).toString('base64')}`;
		return json({ photoId, preview }, { status: 201 });
	} catch (error) {
		if (error instanceof AppError) return problem(error, locals.requestId);
		throw error;
	}
}
