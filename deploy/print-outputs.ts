/** An output of the stack, as CloudFormation describes it. */
interface StackOutput {
  readonly OutputKey: string;
  readonly OutputValue: string;
}

/** The parts of Serverless that this plugin uses. Its own `info` plugin keeps what it has read of the stack. */
interface Serverless {
  readonly pluginManager: {
    readonly plugins: readonly { readonly gatheredData?: { readonly outputs: readonly StackOutput[] } }[];
  };
  addServiceOutputSection(name: string, lines: readonly string[]): void;
}

/** The outputs that a user needs next. The others are for programs. */
const NEEDED = /WebhookUrl$|^TableName$|^DashboardUrl$/;

/**
 * A Serverless plugin that ends `deploy` and `info` with what a user needs next: the URL to paste into each provider's
 * dashboard, the name of the table and the CloudWatch dashboard. Serverless itself prints outputs only with `--verbose`.
 */
// biome-ignore lint/style/noDefaultExport: Serverless takes a plugin's default export.
export default class PrintOutputs {
  readonly hooks: Readonly<Record<string, () => void>>;

  constructor(serverless: Serverless) {
    this.hooks = { 'after:aws:info:gatherData': () => printNeededOutputs(serverless) };
  }
}

function printNeededOutputs(serverless: Serverless): void {
  const lines: string[] = [];
  for (const { gatheredData } of serverless.pluginManager.plugins) {
    for (const { OutputKey, OutputValue } of gatheredData?.outputs ?? []) {
      if (NEEDED.test(OutputKey)) lines.push(`${OutputKey}: ${OutputValue}`);
    }
  }
  if (lines.length > 0) serverless.addServiceOutputSection('next', lines);
}
