import { expect, it } from 'vitest';
import PrintOutputs from '../../deploy/print-outputs.ts';

/** Runs the plugin in a Serverless that has only what the plugin uses. @returns what it prints for these outputs */
function printedOf(outputs: Readonly<Record<string, string>>): readonly string[] {
  const printed: string[] = [];
  const gatheredData = {
    outputs: Object.entries(outputs).map(([OutputKey, OutputValue]) => ({ OutputKey, OutputValue })),
  };
  const { hooks } = new PrintOutputs({
    pluginManager: { plugins: [{}, { gatheredData }] },
    addServiceOutputSection: (name, lines) => printed.push(name, ...lines),
  });
  hooks['after:aws:info:gatherData']?.();
  return printed;
}

it('A deployment prints at its end what a user needs next, and nothing else of the stack', () => {
  const outputs = {
    ServerlessDeploymentBucketName: 'bucket',
    InqudWebhookUrl: 'https://api.example.com/webhooks/inqud',
    TweedWebhookUrl: 'https://api.example.com/webhooks/tweed',
    TableName: 'checkout-webhooks-prod',
    DeliveryQueueUrl: 'https://sqs.example.com/1/deliveries',
    DashboardUrl: 'https://console.example.com',
  };
  expect(printedOf(outputs)).toEqual([
    'next',
    'InqudWebhookUrl: https://api.example.com/webhooks/inqud',
    'TweedWebhookUrl: https://api.example.com/webhooks/tweed',
    'TableName: checkout-webhooks-prod',
    'DashboardUrl: https://console.example.com',
  ]);
});

it('A stack without outputs adds nothing', () => {
  expect(printedOf({})).toEqual([]);
});
