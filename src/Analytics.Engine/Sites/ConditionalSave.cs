using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Analytics.Store.Inputs;

namespace Analytics.Engine.Sites;

/// <summary>Saves what belongs to a site: a new item under an id that is free, an edited one over the item that was read.</summary>
internal static class ConditionalSave
{
    /// <summary>Stores an edit, unless it has faults or what is stored is no longer what was read.</summary>
    /// <param name="client">The database.</param>
    /// <param name="draft">What was edited.</param>
    /// <param name="edited">What it becomes.</param>
    /// <param name="known">Faults that were found before.</param>
    /// <param name="create">The request that stores a new one; throws AnalyticsInputException where it breaks rules.</param>
    /// <param name="update">The same for one that replaces another.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<SaveOutcome<T>> SaveAsync<T>(
        IAmazonDynamoDB client,
        Draft<T> draft,
        T edited,
        IEnumerable<InputFault> known,
        Func<T, PutItemRequest> create,
        Func<T, T, PutItemRequest> update,
        CancellationToken cancellation) where T : class
    {
        List<InputFault> faults = [.. known];
        PutItemRequest? request = Check(faults, () => draft.Before is { } before ? update(before, edited) : create(edited));
        if (request is null || faults.Count > 0)
        {
            return new SaveOutcome<T>.Invalid(faults);
        }

        try
        {
            _ = await client.PutItemAsync(request, cancellation).ConfigureAwait(false);
            return new SaveOutcome<T>.Saved(edited);
        }
        catch (ConditionalCheckFailedException) when (draft.Before is not null)
        {
            return new SaveOutcome<T>.Changed();
        }
    }

    /// <summary>Deletes what is still as it was read; false where it is not.</summary>
    public static async Task<bool> DeleteAsync(IAmazonDynamoDB client, DeleteItemRequest request, CancellationToken cancellation)
    {
        try
        {
            _ = await client.DeleteItemAsync(request, cancellation).ConfigureAwait(false);
            return true;
        }
        catch (ConditionalCheckFailedException)
        {
            return false;
        }
    }

    /// <summary>Makes a request; null, with the faults added, where what it is to store breaks rules.</summary>
    public static TRequest? Check<TRequest>(List<InputFault> faults, Func<TRequest> command) where TRequest : class
    {
        try
        {
            return command();
        }
        catch (AnalyticsInputException invalid)
        {
            faults.AddRange(invalid.Faults);
            return null;
        }
    }
}
