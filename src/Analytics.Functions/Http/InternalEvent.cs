namespace Analytics.Functions.Http;

/// <summary>
/// The request stands for an event of the host itself, such as a schedule's. Only a server that was handed such an event can say so, by
/// setting this feature: no path, header or body of a request by HTTP can. Routes marked <c>.Internal()</c> answer nothing else.
/// </summary>
internal sealed class InternalEvent
{
    public static readonly InternalEvent Mark = new();

    private InternalEvent()
    {
    }
}
