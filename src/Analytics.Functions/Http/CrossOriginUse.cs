namespace Analytics.Functions.Http;

/// <summary>Marks a route whose answers other sites' pages load: the tracker script, the pixel, the collecting routes.</summary>
public sealed class CrossOriginUse
{
    internal static readonly CrossOriginUse Mark = new();

    private CrossOriginUse()
    {
    }
}

internal static class CrossOriginRoutes
{
    /// <summary>Lets pages of other origins load this route's answers; every other route's stay with the dashboard's own origin.</summary>
    public static TBuilder ForOtherOrigins<TBuilder>(this TBuilder route) where TBuilder : IEndpointConventionBuilder =>
        route.WithMetadata(CrossOriginUse.Mark);
}
