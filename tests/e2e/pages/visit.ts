import { expect, type Page } from '@playwright/test';
import type { PageToLookAt } from './all-pages';

/** Goes to a page as it is listed, over a link where it has no fixed address. */
export async function visit(page: Page, { path, follow, then = '', name }: PageToLookAt): Promise<void> {
	await page.goto(path);
	if (follow) {
		const links = await page
			.locator('main a')
			.evaluateAll((all) =>
				all.map((link) => [link.getAttribute('href') ?? '', link.textContent ?? ''] as const)
			);
		const isIt = ([href, words]: readonly [string, string]) =>
			typeof follow === 'string' ? words.includes(follow) : follow.test(href);
		const address = links.find(isIt)?.[0];
		if (!address) throw new Error(`Nothing on ${path} leads to ${name}`);
		await page.goto(address.split('?')[0] + then);
	}
	await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
}
