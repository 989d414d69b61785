/** None of our calls streams, and the SDK uses this module only for calls that do. */
export const eventStreamSerdeProvider = undefined;
export const EventStreamSerde = undefined;
