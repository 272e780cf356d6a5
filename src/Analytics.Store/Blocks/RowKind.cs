namespace Analytics.Store.Blocks;

/// <summary>What a row is.</summary>
internal enum RowKind : byte
{
    Pageview,
    Custom,
    Engagement,
}
