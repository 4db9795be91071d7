namespace CyberWatch.Infra.Mail.Delivery;

/// <summary>An alert that nobody was told of since it opened.</summary>
internal sealed record WaitingAlert(Guid Id, string Finess, DateTimeOffset OpenedAt)
{
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan LongestSettling = TimeSpan.FromMinutes(2);

    /// <summary>
    /// A second look opens several alerts within seconds, and what opens after the notice waits for an hour: so the last one is given a moment,
    /// and the first one a bound.
    /// </summary>
    /// <param name="alerts">Of one establishment.</param>
    /// <param name="now">By the clock that plans notices.</param>
    public static bool AreSettled(IEnumerable<WaitingAlert> alerts, DateTimeOffset now)
    {
        var ages = alerts.Select(alert => now - alert.OpenedAt).ToList();
        // what a clock dated that was ahead is not waited for
        return !ages.Exists(age => age >= TimeSpan.Zero && age < Settling) || ages.Exists(age => age >= LongestSettling);
    }
}
