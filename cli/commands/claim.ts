import { randomUUID } from 'node:crypto';
import { Command } from 'commander';
import { claimCheckout } from '../../lib/app/rows/claim-checkout.ts';
import {
  type ClaimRefusal,
  claimantProblem,
  type ExpectedPrice,
  purposeProblem,
} from '../../lib/checkout/claim.ts';
import { findProvider } from '../../lib/providers/registry.ts';
import { withoutUndefined } from '../../lib/values/without-undefined.ts';
import { examples, jsonOption, providerOption, withTargetOptions } from '../arguments/options.ts';
import { CommandFailure, usageError } from '../failure/command-failure.ts';
import { describingFaults } from '../failure/describe-fault.ts';
import { type TargetOptions, targetOf } from '../stage/target.ts';
import { note, printJson } from '../terminal/screen.ts';

interface ClaimOptions extends TargetOptions {
  readonly amount?: string;
  readonly currency?: string;
  readonly as?: string;
  readonly provider?: string;
  readonly json?: true;
}

export const claimCommand = (): Command =>
  withTargetOptions(new Command('claim'))
    .argument('<checkoutId>', "the provider's id of the checkout")
    .argument('<purpose>', 'what you are about to do, such as ship')
    .option('--amount <amount>', 'the amount of your order, such as 10.50')
    .option('--currency <currency>', 'its currency, such as EUR')
    .option('--as <id>', 'who claims, such as order-1001, who may then claim again')
    .addOption(providerOption('required if two providers use the same id'))
    .addOption(jsonOption())
    .addHelpText(
      'after',
      '\nExactly one of all claims with the same purpose ends with 0. Act then, and only then. With --as, a claim by the same id ends with 0 again.',
    )
    .addHelpText('after', examples('claim CCO-8c4df2e6 ship --amount 10.50 --currency EUR --stage prod'))
    .action(run);

async function run(
  checkoutId: string,
  purpose: string,
  { provider, json, amount, currency, as, ...options }: ClaimOptions,
) {
  const problem = purposeProblem(purpose) ?? (as === undefined ? undefined : claimantProblem(as));
  if (problem !== undefined) throw usageError(problem);
  const expected = priceFrom(amount, currency);
  const target = targetOf(options, process.env);
  const { openClaims } = await import('../aws/open-rows.ts');
  const dependencies = { ...openClaims(target), findProvider, now: Date.now, newId: randomUUID };
  const request = withoutUndefined({ checkoutId, purpose, expected, provider, as });
  const claim = await describingFaults(target, () => claimCheckout(dependencies, request));
  if (!claim.claimed) throw refusal(claim.reason, checkoutId, purpose);
  if (json) printJson({ checkoutId, purpose, claimedAt: claim.at });
  else note(`${checkoutId} is claimed for ${purpose}. No other claim for it will succeed.`);
}

function priceFrom(amount: string | undefined, currency: string | undefined): ExpectedPrice | undefined {
  if (amount === undefined && currency === undefined) return undefined;
  if (amount === undefined || currency === undefined)
    throw usageError('--amount and --currency go together: give both or none.');
  if (!/^\d+(\.\d+)?$/.test(amount))
    throw usageError(`${JSON.stringify(amount)} is not an amount, such as 10.50.`);
  return { amount, currency };
}

function refusal(reason: ClaimRefusal, checkoutId: string, purpose: string): CommandFailure {
  switch (reason) {
    case 'not_found':
      return new CommandFailure('not_found', `No webhook about ${checkoutId} has been applied. Do not act.`);
    case 'already_claimed':
      return new CommandFailure(
        'already_claimed',
        `${checkoutId} is claimed for ${purpose} already. Do not act again.`,
      );
    case 'not_succeeded':
      return new CommandFailure(
        'not_succeeded',
        `${checkoutId} is not paid: its state is not succeeded. Do not act.`,
      );
    case 'needs_attention':
      return new CommandFailure(
        'needs_attention',
        `${checkoutId} needs a person first. See why with: npx checkout-webhooks explain ${checkoutId}`,
      );
    case 'amount_differs':
      return new CommandFailure(
        'amount_differs',
        `The amount or the currency of ${checkoutId} is not the one expected. Do not act.`,
      );
  }
}
