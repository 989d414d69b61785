/** The instance metadata service is EC2's: on Lambda nothing would answer. */
export const getInstanceMetadataRegion = async (): Promise<undefined> => undefined;
