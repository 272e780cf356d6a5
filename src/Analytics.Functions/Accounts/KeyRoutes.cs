using Analytics.Engine.Accounts;
using Analytics.Functions.Callers;
using Analytics.Functions.Http;
using Analytics.Store.Accounts;
using Analytics.Store.Inputs;

namespace Analytics.Functions.Accounts;

/// <summary>Keys for programs: made with scopes, shown once, stored as a hash.</summary>
internal static class KeyRoutes
{
    private const int MaxBody = 4 * 1024;
    private static readonly Scopes[] Grantable = [Scopes.Stats, Scopes.Ingest, Scopes.Admin];

    public static void MapKeys(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v2/keys", List).Needs(Scopes.Admin);
        routes.MapPost("/api/v2/keys", Create).Needs(Scopes.Admin);
        routes.MapDelete("/api/v2/keys/{id}", Delete).Needs(Scopes.Admin).TakesNoBody();
    }

    private static async Task<IResult> List(HttpContext context, AccountStore accounts)
    {
        IReadOnlyList<ApiKey> keys = await accounts.ListKeysAsync(context.Caller().OwnerId, context.RequestAborted);
        return Results.Json(new KeyList([.. keys.OrderBy(k => k.CreatedAt).Select(k => View(k))]), AccountsJson.Default.KeyList);
    }

    private static async Task<IResult> Create(HttpContext context, AccountStore accounts)
    {
        if (!(await Form.ReadAsync(context.Request, MaxBody, AccountsJson.Default.KeyForm)).TryGet(out KeyForm? form, out Problem? problem))
        {
            return problem;
        }

        List<InputFault> faults = [];
        Scopes scopes = Scopes.None;
        foreach (string name in form.Scopes ?? [])
        {
            // By its word: the number of a scope, or several in one text, would be parsed too.
            Scopes scope = Array.Find(Grantable, s => s.ToString().Equals(name, StringComparison.OrdinalIgnoreCase));
            scopes |= scope;
            if (scope == Scopes.None)
            {
                faults.Add(new InputFault("scopes", "must be of: stats, ingest, admin"));
            }
        }

        if (form.Scopes is not { Count: > 0 })
        {
            faults.Add(new InputFault("scopes", "must name at least one of: stats, ingest, admin"));
        }

        if (form.Name?.Trim() is not { Length: >= 1 and <= 100 } keyName)
        {
            faults.Add(new InputFault("name", "must be 1 to 100 characters"));
            keyName = "";
        }

        if (faults.Count > 0)
        {
            return Problem.Invalid(faults);
        }

        (string secret, ApiKey key) = await accounts.CreateKeyAsync(context.Caller().OwnerId, keyName, scopes, context.RequestAborted);
        return Results.Json(View(key, secret), AccountsJson.Default.KeyView, statusCode: StatusCodes.Status201Created);
    }

    private static async Task<IResult> Delete(HttpContext context, string id, AccountStore accounts, Access access)
    {
        if (!IsHash(id) || !await accounts.DeleteKeyAsync(context.Caller().OwnerId, id, context.RequestAborted))
        {
            return Problem.NotFound("key");
        }

        access.Forget(id);
        return Results.NoContent();
    }

    private static bool IsHash(string id) => id.Length == 64 && id.All(char.IsAsciiHexDigitLower);

    private static KeyView View(ApiKey key, string? secret = null) => new(
        key.Hash,
        key.Name,
        [.. Grantable.Where(s => key.Scopes.HasFlag(s)).Select(s => s.ToString().ToLowerInvariant())],
        key.CreatedAt,
        secret);
}
