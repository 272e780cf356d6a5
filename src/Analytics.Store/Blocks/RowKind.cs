namespace Analytics.Store.Blocks;

/// <summary>What a row is.</summary>
internal enum RowKind : byte
{
    Pageview,
    Custom,
    Engagement,

    /// <summary>What is left of an event whose kind is kept no longer: <see cref="Events.Event.Emptied"/>.</summary>
    Emptied,
}

/// <summary>What rows count as.</summary>
internal static class RowKinds
{
    /// <summary>Whether the row counts as an event.</summary>
    public static bool IsCounted(this RowKind kind) => kind <= RowKind.Custom;
}
