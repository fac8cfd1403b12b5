import { requireActor } from '$lib/account/require-actor.server';
import { app } from '$lib/app.server';
import { parsePhotoWidth } from '$lib/photo/photo';
import { notFound } from '$lib/platform/errors';
import { guarded } from '$lib/platform/http/page-load.server';
import type { RequestEvent } from './$types';

/** A photo of a listing the reader may see; anything else is the same 404. */
export const GET = guarded(async ({ locals, params, request }: RequestEvent) => {
	const width = parsePhotoWidth(params.width);
	if (!width) throw notFound();
	const photoId = await app.listing.getShownPhoto(requireActor(locals), params.listingPhotoId);
	// What lies under a content address never changes; who may see it was asked just now.
	// The next person at the same machine is asked anew: their cookie is another.
	const headers = {
		ETag: `"${photoId}-${width}"`,
		'Cache-Control': 'private, max-age=31536000, immutable',
		Vary: 'Cookie'
	};
	if (request.headers.get('if-none-match') === headers.ETag)
		return new Response(null, { status: 304, headers });
	const bytes = await app.photo.read(photoId, width);
	if (!bytes) throw notFound();
	return new Response(bytes, { headers: { ...headers, 'Content-Type': 'image/webp' } });
});
