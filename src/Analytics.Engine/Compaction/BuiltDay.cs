using Analytics.Store.Days;
using Analytics.Store.Pages;

namespace Analytics.Engine.Compaction;

/// <summary>A day that was built from all of its raw events.</summary>
internal sealed record BuiltDay(DayBuilder Content, PageTally Pages, DayRows Rows, List<DayBlock> Blocks, byte[] Inline, DateTimeOffset? FirstExpiry);
