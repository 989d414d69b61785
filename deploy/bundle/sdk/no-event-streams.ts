/** None of our calls streams, and the SDK uses this module only for calls that do. */
export const eventStreamSerdeProvider = undefined;
export const EventStreamSerde = undefined;
/** A client with calls that stream prepares for them. It is made as if it had none. */
export const resolveEventStreamSerdeConfig = <Config>(config: Config): Config => config;
