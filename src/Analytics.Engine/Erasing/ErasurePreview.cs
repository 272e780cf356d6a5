namespace Analytics.Engine.Erasing;

/// <summary>What an erasure would erase.</summary>
/// <param name="Days">Days that hold some of it.</param>
/// <param name="Events">Events, copies included.</param>
/// <param name="IsComplete">Whether all days were searched. False: there may be more.</param>
public sealed record ErasurePreview(int Days, long Events, bool IsComplete);
