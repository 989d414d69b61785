/** The instance metadata service exists only on EC2. On Lambda nothing would answer. */
export const getInstanceMetadataRegion = async (): Promise<undefined> => undefined;
