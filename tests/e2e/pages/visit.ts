import { expect, type Page } from '@playwright/test';
import type { PageToLookAt } from './all-pages';

/** A link of a page: where it leads, and its words. */
export type Link = readonly [href: string, words: string];

/** Where the link leads that one follows to a page. */
export function addressBehind(
	{ name, path, follow, then = '' }: PageToLookAt,
	links: readonly Link[]
): string {
	const isIt = ([href, words]: Link) =>
		typeof follow === 'string' ? words.includes(follow) : follow?.test(href);
	const address = links.find(isIt)?.[0];
	if (!address) throw new Error(`Nothing on ${path} leads to ${name}`);
	return address.split('?')[0] + then;
}

/** Goes to a page as it is listed, over a link where it has no fixed address. */
export async function visit(page: Page, each: PageToLookAt): Promise<void> {
	await page.goto(each.path);
	if (each.follow) {
		const links = await page
			.locator('main a')
			.evaluateAll((all) =>
				all.map((link): Link => [link.getAttribute('href') ?? '', link.textContent ?? ''])
			);
		await page.goto(addressBehind(each, links));
	}
	await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
}
