import * as z from 'zod';

const Invocation = z.object({ id: z.int(), module: z.string(), event: z.unknown(), remainingMs: z.number() });

/** The part of an entry module that Lambda uses. */
interface EntryModule {
  readonly handler: (event: unknown, context: { getRemainingTimeInMillis(): number }) => Promise<unknown>;
}

const modules = new Map<string, Promise<EntryModule>>();

/** Runs entry modules as Lambda does, in a separate process, so that everything they print can be read. */
process.on('message', async (message) => {
  const { id, module, event, remainingMs } = Invocation.parse(message);
  const loaded = modules.get(module) ?? import(module);
  modules.set(module, loaded);
  const { handler } = await loaded;
  try {
    process.send?.({ id, result: await handler(event, { getRemainingTimeInMillis: () => remainingMs }) });
  } catch (error) {
    process.send?.({ id, crash: String(error) });
  }
});
