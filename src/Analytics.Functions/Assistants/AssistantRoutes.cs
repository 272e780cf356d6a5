using Analytics.Functions.Callers;
using Analytics.Store.Accounts;

namespace Analytics.Functions.Assistants;

/// <summary>Where assistants ask: the Model Context Protocol over HTTP. A request stands for itself; no session is kept.</summary>
internal static class AssistantRoutes
{
    public const string Address = "/mcp";

    public static void MapAssistants(this IEndpointRouteBuilder routes) =>
        routes.MapPost(Address, (HttpContext context, AssistantServer server) => server.AnswerAsync(context)).Needs(Scopes.Stats);
}
