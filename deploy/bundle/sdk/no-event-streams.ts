/** None of our calls streams. The SDK asks for this module only when one does. */
export const eventStreamSerdeProvider = undefined;
export const EventStreamSerde = undefined;
