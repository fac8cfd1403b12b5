import { applyAction, enhance } from '$app/forms';
import type { ActionResult, SubmitFunction } from '@sveltejs/kit';
import { tick } from 'svelte';
import { m } from '$lib/i18n/paraglide/messages.js';
import { notice } from './notice.svelte';

export interface FormEnhanceOptions {
	/** Runs before sending; may cancel, or add to the form data. */
	before?: SubmitFunction;
	/** Runs when the answer is there, before the page takes it in (and leaves, where it says so). */
	received?: (result: ActionResult) => void;
	/** Runs after the page has taken in the answer. */
	after?: (result: ActionResult) => void | Promise<void>;
	/** Empty the form after success. Off: most forms lead to another page or stay as they are. */
	reset?: boolean;
}

/**
 * Sends a form without leaving the page: one sending at a time, the button shows that it waits, what was typed
 * stays, and focus goes to the summary of errors. When the answer never comes, the page stays too.
 */
export function formEnhance(form: HTMLFormElement, options: FormEnhanceOptions = {}) {
	// The server's messages stand beside the field in the user's language; the browser's bubbles do not.
	form.noValidate = true;
	let isSending = false;

	return enhance(form, async (input) => {
		if (isSending) return input.cancel();
		const unreadable = [...form.querySelectorAll('input')].find(({ validity }) => validity.badInput);
		if (unreadable) {
			unreadable.dispatchEvent(new Event('invalid'));
			unreadable.closest('details')?.setAttribute('open', '');
			unreadable.focus();
			return input.cancel();
		}
		let isCancelled = false;
		const cancel = () => {
			isCancelled = true;
			input.cancel();
		};
		await options.before?.({ ...input, cancel });
		if (isCancelled) return;

		isSending = true;
		const button = input.submitter;
		button?.setAttribute('aria-busy', 'true');
		form.setAttribute('aria-busy', 'true');
		notice.clear();

		return async ({ result, update }) => {
			isSending = false;
			button?.removeAttribute('aria-busy');
			form.removeAttribute('aria-busy');
			options.received?.(result);
			// The error page would throw away what was typed.
			if (result.type === 'error') notice.show(m.uiSendFailed());
			else if (result.type === 'failure') await applyAction(result);
			else await update({ reset: options.reset ?? false });
			await options.after?.(result);
			if (result.type === 'failure') await focusOnErrors(form);
		};
	});
}

async function focusOnErrors(form: HTMLFormElement): Promise<void> {
	await tick();
	const target =
		form.querySelector<HTMLElement>('[data-error-summary]') ??
		document.querySelector<HTMLElement>('[data-error-summary]') ??
		form.querySelector<HTMLElement>('[aria-invalid="true"]');
	target?.focus();
}
