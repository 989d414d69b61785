import { randomBytes } from 'node:crypto';
import { Argument, Command } from 'commander';
import type { CheckoutView } from '../../../lib/checkout/view.ts';
import type { Provider } from '../../../lib/providers/provider.ts';
import { findProvider, providers } from '../../../lib/providers/registry.ts';
import { type Life, lifeOf, type Scenario, scenarios } from '../../../lib/providers/sending/scenario.ts';
import { withoutUndefined } from '../../../lib/values/without-undefined.ts';
import {
  examples,
  jsonOption,
  providerOption,
  withTargetOptions,
  yesOption,
} from '../../arguments/options.ts';
import { notEmpty, oneOf } from '../../arguments/parse-argument.ts';
import { CommandFailure } from '../../failure/command-failure.ts';
import { describingFaults } from '../../failure/describe-fault.ts';
import { deliveryLine, lifeEnd, lifeTitle, scenarioList } from '../../render/events/played-life.ts';
import { type TargetOptions, targetOf } from '../../stage/target.ts';
import { confirm } from '../../terminal/confirm.ts';
import { fitOf, paint, print, printJson } from '../../terminal/screen.ts';
import { findDestination } from '../../webhooks/find-destination.ts';
import { playLife, type Stage } from '../../webhooks/play-life.ts';
import { type AppliedOutcome, requireApplied } from '../../webhooks/require-applied.ts';

const WHAT_IT_DOES = `
It posts the webhooks of a new checkout, signed as the provider signs them, and waits for the outcome of each. Without
a scenario, it lists all. The default provider is the first that has statuses for the scenario, which is inqud for most.
The secret is chosen as for send.`;

const names = Object.keys(scenarios).filter((name): name is Scenario => name in scenarios);

interface TriggerOptions extends TargetOptions {
  readonly provider?: string;
  readonly reference?: string;
  readonly secret?: string;
  readonly yes?: true;
  readonly json?: true;
}

export const triggerCommand = (): Command =>
  withTargetOptions(new Command('trigger'))
    .addArgument(new Argument('[scenario]', names.join(', ')).choices(names).argParser(oneOf(names)))
    .addOption(providerOption('the provider that sends the webhooks'))
    .option('--reference <reference>', 'your own reference, such as the id of an order', notEmpty)
    .option('--secret <secret>', 'signing secret', notEmpty)
    .addOption(yesOption())
    .addOption(jsonOption())
    .addHelpText('after', WHAT_IT_DOES)
    .addHelpText(
      'after',
      examples(
        'trigger paid',
        'trigger paid-then-failed --reference order-17',
        'trigger twice --provider stripe',
      ),
    )
    .action(trigger);

async function trigger(scenario: Scenario | undefined, options: TriggerOptions): Promise<void> {
  if (scenario === undefined) return listScenarios(options.json);
  const target = targetOf(options, process.env);
  const { provider, life } = cast(scenario, options.provider);
  if (!target.isLocal)
    await confirm(
      `The webhooks go to ${target.title}, which will treat them as webhooks of ${provider.title}.`,
      options.yes,
    );
  await describingFaults(target, async () => {
    const checkoutId = `${life.prefix}trigger-${randomBytes(6).toString('hex')}`;
    const destination = await findDestination(
      target,
      provider,
      withoutUndefined({ secret: options.secret }),
      process.env,
    );
    const stage = { target, provider, destination, checkoutId, reference: options.reference };
    await play(scenario, stage, life, options.json);
  });
}

function listScenarios(json: true | undefined): void {
  const items = names.map((scenario) => ({ scenario, description: scenarios[scenario] }));
  if (json) printJson({ items });
  else print(scenarioList(items, fitOf()));
}

/** @throws CommandFailure if the provider, or every provider, has no status for a part of the scenario */
function cast(scenario: Scenario, name: string | undefined): { provider: Provider; life: Life } {
  const able = providers.filter((provider) => lifeOf(scenario, provider));
  const [provider] = name === undefined ? able : able.filter((each) => each.name === name);
  const life = provider && lifeOf(scenario, provider);
  if (provider && life) return { provider, life };
  const title = findProvider(name ?? '')?.title;
  throw new CommandFailure(
    'no_such_status',
    `${title} has no status to play ${scenario}. Use --provider with one of ${able.map((each) => each.name).join(', ')}.`,
  );
}

async function play(scenario: Scenario, stage: Stage, life: Life, json: true | undefined): Promise<void> {
  const fit = fitOf();
  const { target, provider, checkoutId } = stage;
  const webhooks: { status: string; outcome: string }[] = [];
  const about = { scenario, provider: provider.name, checkoutId, webhooks };
  let checkout: CheckoutView | undefined;
  if (!json) print(lifeTitle(provider, checkoutId, scenarios[scenario], fit));
  for await (const { status, answer, outcome } of playLife(stage, life)) {
    webhooks.push({ status, outcome: outcome?.kind ?? String(answer.status) });
    const applied = requireApplied(answer, outcome, target, about);
    if (!json && applied) print(deliveryLine(status, applied.kind, paint, fit));
    checkout = checkoutIn(applied) ?? checkout;
  }
  if (!checkout) throw new Error(`${scenario} has no webhook about a checkout.`);
  if (json) print(JSON.stringify({ ...about, ...endOf(checkout) }));
  else print(lifeEnd(checkout, paint, fit));
}

const checkoutIn = (applied: AppliedOutcome | undefined): CheckoutView | undefined =>
  applied && 'checkout' in applied ? applied.checkout : undefined;

const endOf = ({ state, status, attention }: CheckoutView) => ({
  state,
  status,
  attention: attention.map(({ kind }) => kind),
});
