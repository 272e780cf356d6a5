using System.Reflection;
using Analytics.Store.Sites;
using Microsoft.AspNetCore.Http.Metadata;

namespace Analytics.Functions.Callers;

/// <summary>
/// The site that the <c>{id}</c> of a route's address names by its id or a domain. A route that takes it as a parameter is reached only
/// if the site belongs to the caller's account: otherwise <see cref="Access"/> answers 404.
/// </summary>
internal sealed record OwnSite(Site Site) : IEndpointParameterMetadataProvider
{
    /// <summary>Marks the routes that take one.</summary>
    internal sealed record Wanted;

    /// <summary>Marks the routes that are reached while the site is being deleted, too, by its id; they see the site as it is stored at the moment.</summary>
    internal sealed record DeletedToo;

    /// <summary>Gives a route what <see cref="Access"/> found.</summary>
    public static ValueTask<OwnSite?> BindAsync(HttpContext context) => ValueTask.FromResult(context.Features.Get<OwnSite>());

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) => builder.Metadata.Add(new Wanted());
}
