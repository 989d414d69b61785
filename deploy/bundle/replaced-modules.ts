/**
 * Modules of the AWS SDK that are of no use on Lambda, each with the file that replaces it. The SDK replaces modules
 * for browsers in the same way, with the `browser` map of its packages.
 */
export const replacedModules: Readonly<Record<string, string>> = {
  '@aws-sdk/credential-provider-node/dist-es/index.js': 'sdk/lambda-credentials.ts',
  '@smithy/core/dist-es/submodules/config/node-config-provider/fromSharedConfigFiles.js':
    'sdk/no-config-files.ts',
  '@smithy/core/dist-es/submodules/config/config-resolver/regionConfig/getInstanceMetadataRegion.js':
    'sdk/no-instance-metadata.ts',
  '@smithy/core/dist-es/submodules/event-streams/index.js': 'sdk/no-event-streams.ts',
  '@aws-sdk/middleware-endpoint-discovery/dist-es/index.js': 'sdk/no-endpoint-discovery.ts',
  '@aws-sdk/core/dist-es/submodules/client/middleware-user-agent/user-agent-middleware.js':
    'sdk/no-user-agent.ts',
  '@aws-sdk/core/dist-es/submodules/client/middleware-logger/loggerMiddleware.js': 'sdk/no-request-log.ts',
};

/** The errors whose class our adapters check. Every other error still has its name and message. */
export const keptErrors: ReadonlySet<string> = new Set([
  'ConditionalCheckFailedException',
  'DynamoDBServiceException',
  'SQSServiceException',
  'SSMServiceException',
]);
