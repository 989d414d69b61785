/** An output of the stack, as CloudFormation describes it. */
interface StackOutput {
  readonly OutputKey: string;
  readonly OutputValue: string;
}

/** What this plugin uses of Serverless: its own `info` plugin keeps what it has read of the stack. */
interface Serverless {
  readonly pluginManager: {
    readonly plugins: readonly { readonly gatheredData?: { readonly outputs: readonly StackOutput[] } }[];
  };
  addServiceOutputSection(name: string, lines: readonly string[]): void;
}

/** What a user needs next; the other outputs are for programs. */
const NEEDED = /WebhookUrl$|^TableName$|^DashboardUrl$/;

/**
 * A Serverless plugin that ends `deploy` and `info` with what a user needs next: the URL to paste into each provider's
 * dashboard, the table's name, the dashboard. By itself Serverless tells outputs only with `--verbose`, among many.
 */
// biome-ignore lint/style/noDefaultExport: Serverless takes a plugin's default export.
export default class PrintOutputs {
  readonly hooks: Readonly<Record<string, () => void>>;

  constructor(serverless: Serverless) {
    this.hooks = {
      'after:aws:info:gatherData': () => {
        const outputs = serverless.pluginManager.plugins.flatMap(
          ({ gatheredData }) => gatheredData?.outputs ?? [],
        );
        const lines = outputs
          .filter(({ OutputKey }) => NEEDED.test(OutputKey))
          .map(({ OutputKey, OutputValue }) => `${OutputKey}: ${OutputValue}`);
        if (lines.length > 0) serverless.addServiceOutputSection('next', lines);
      },
    };
  }
}
