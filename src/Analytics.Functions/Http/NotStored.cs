namespace Analytics.Functions.Http;

/// <summary>Marks a route whose answers no browser and no proxy may keep: keys, logins, exports.</summary>
internal sealed class NotStored
{
    private NotStored()
    {
    }

    public static NotStored Mark { get; } = new();
}

/// <summary>How routes say so.</summary>
internal static class NotStoredRoutes
{
    public static TBuilder IsNotStored<TBuilder>(this TBuilder route) where TBuilder : IEndpointConventionBuilder => route.WithMetadata(NotStored.Mark);
}
