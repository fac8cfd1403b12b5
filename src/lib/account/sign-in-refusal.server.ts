import { redirect } from '@sveltejs/kit';
import { AppError } from '$lib/platform/errors';

/** Runs a step of a sign-in; a refusal goes back to the sign-in page, which says what was wrong. */
export async function toSignInPage<T>(next: string, step: () => Promise<T>): Promise<T> {
	try {
		return await step();
	} catch (error) {
		if (!(error instanceof AppError) || error.status === 404) throw error;
		redirect(303, `/sign-in?${new URLSearchParams({ problem: error.code, next })}`);
	}
}
