import type { App } from './app.server';

/** Brings the shared catalogue, the factor register and the texts of the rules up to what this version ships. */
export async function installReference(app: App): Promise<void> {
	await app.catalogue.installCatalogue();
	await app.benefit.installRegister();
	await app.rule.installRules();
}
