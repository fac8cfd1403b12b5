import type { IconName } from './Icon.svelte';

/** One destination of the shell. */
export interface Destination {
	href: string;
	label: string;
	icon: IconName;
	/** Stands on the phone's bottom bar; the others are in the menu there. */
	onBar?: boolean;
	/** The one that is the main thing to do; drawn as a button. */
	isPrimary?: boolean;
	/** Paths below it that are not of its kind: there it is not marked. */
	except?: RegExp;
	/** How many things wait there, and the words for it. */
	waiting?: { count: number; text: string };
}

/** The destination that `path` lies under: the longest address that starts it, so that a page marks one only. */
export function currentHref(destinations: readonly Destination[], path: string): string | undefined {
	return destinations
		.filter(({ except }) => !except?.test(path))
		.map(({ href }) => href)
		.filter((href) => path === href || path.startsWith(`${href}/`))
		.sort((a, b) => b.length - a.length)[0];
}
