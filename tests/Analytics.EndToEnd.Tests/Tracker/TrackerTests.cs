namespace Analytics.EndToEnd.Tests.Tracker;

/// <summary>One product and one browser for all that is about the tracker.</summary>
[CollectionDefinition(nameof(TrackerTests))]
public sealed class TrackerTests : ICollectionFixture<TrackedWorld>;
