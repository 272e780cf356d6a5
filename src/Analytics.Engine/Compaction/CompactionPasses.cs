using Analytics.Engine.Exports;

namespace Analytics.Engine.Compaction;

/// <summary>What a <see cref="Compactor"/> does with a day, one pass for each kind of step.</summary>
/// <param name="Seal">Builds a day that is over.</param>
/// <param name="Settle">Finds out whether a seal missed anything.</param>
/// <param name="Audit">Builds it again and compares.</param>
/// <param name="Tail">Keeps a day that is still open quick to read.</param>
/// <param name="Garbage">Deletes blocks that are no longer used.</param>
/// <param name="Export">Copies a sealed day to the bucket; null without a bucket.</param>
/// <param name="Withdraw">Deletes expired days from the bucket; null without a bucket.</param>
internal sealed record CompactionPasses(
    SealPass Seal, SettlePass Settle, AuditPass Audit, TailPass Tail, GarbagePass Garbage, ExportPass? Export, WithdrawPass? Withdraw);
