using Analytics.Functions.Http;

namespace Analytics.Functions.Tables;

/// <summary>Routes whose answers have several forms.</summary>
internal static class FormRoutes
{
    /// <summary>What a route says about its forms.</summary>
    /// <param name="Report">What its files are called.</param>
    /// <param name="All">The forms; the first is the usual one.</param>
    internal sealed record Forms(string Report, IReadOnlyList<AnswerForm> All);

    /// <summary>A question's or a list's route, whose answer is a table as well.</summary>
    public static TBuilder AsTable<TBuilder>(this TBuilder route, string report) where TBuilder : IEndpointConventionBuilder =>
        route.InForms(report, AnswerForm.OfTables);

    /// <summary>A route that writes its answer in the form that is asked for; it reads <c>format</c> and <c>bom</c> beside its own parameters.</summary>
    public static TBuilder InForms<TBuilder>(this TBuilder route, string report, IReadOnlyList<AnswerForm> forms) where TBuilder : IEndpointConventionBuilder
    {
        route.Finally(endpoint =>
        {
            KnownParameters own = endpoint.Metadata.OfType<KnownParameters>().LastOrDefault() ?? KnownParameters.None;
            endpoint.Metadata.Add(own with { Names = [.. own.Names, .. AskedForm.Parameters] });
            endpoint.Metadata.Add(new Forms(report, forms));
        });
        return route;
    }

    /// <summary>True where the request may go on: its route has no forms, or has the one that is asked for.</summary>
    public static async Task<bool> AdmitAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<Forms>() is not { } forms)
        {
            return true;
        }

        context.Response.Headers.Append("Vary", "Accept");
        if (!AskedForm.Of(context.Request, forms.All).TryGet(out AskedForm? asked, out Problem? problem))
        {
            await problem.ExecuteAsync(context);
            return false;
        }

        context.Features.Set(asked);
        return true;
    }

    /// <summary>The form that a request of such a route asks for.</summary>
    public static AskedForm FormAsked(this HttpContext context) => context.Features.Get<AskedForm>() ?? new AskedForm(AnswerForm.Json);
}
