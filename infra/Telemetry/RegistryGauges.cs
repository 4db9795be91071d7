using System.Diagnostics.Metrics;
using CyberWatch.Rules.Model;

namespace CyberWatch.Infra.Telemetry;

/// <summary>
/// The last sample of the registry as gauges. Every program that watches the same registry shows the same figures, so whoever adds them up
/// over programs takes the greatest and not the sum.
/// </summary>
internal sealed class RegistryGauges : IDisposable
{
    // one meter for each program in a process: tests run more than one
    private readonly Meter _meter = new(Instruments.Name);
    private readonly TimeProvider _clock;
    private volatile RegistrySample? _last;

    public RegistryGauges(TimeProvider clock)
    {
        _clock = clock;
        Number("cyberwatch.outbox.waiting", "Findings that wait for the index.", it => it.OutboxWaiting);
        Number("cyberwatch.outbox.set_aside", "Findings that the index refused for good.", it => it.OutboxSetAside);
        Seconds("cyberwatch.outbox.oldest", "Age of the oldest finding that waits for the index.", it => it.OutboxOldest ?? 0);
        Number("cyberwatch.scans.waiting", "Scans that are due and not begun.", it => it.ScansWaiting);
        Number("cyberwatch.scans.running", "Scans that a worker holds.", it => it.ScansRunning);
        Seconds("cyberwatch.scans.oldest", "How long the scan that waits longest is overdue.", it => it.ScanOldest ?? 0);
        Number("cyberwatch.leases.expired", "Running scans whose worker is silent.", it => it.LeasesExpired);
        Several("cyberwatch.letters", null, "Letters by state.", LettersOf);
        Several("cyberwatch.alerts", null, "Alerts by state and severity.", AlertsOf);
        Number("cyberwatch.workers.alive", "Workers that were heard in the last minute.", Alive);
        Several(
            "cyberwatch.worker.heartbeat.age",
            "s",
            "How long ago each worker of the last quarter of an hour was heard.",
            HeartbeatsOf
        );
        Seconds("cyberwatch.registry.sample.age", "How old the figures of the registry are that stand here.", Age);
    }

    public void Show(RegistrySample sample) => _last = sample;

    public void Dispose() => _meter.Dispose();

    private static double Alive(RegistrySample sample) =>
        sample.Workers.Count(it => it.Value < RegistrySample.Silent.TotalSeconds);

    private double Age(RegistrySample sample) => (_clock.GetUtcNow() - sample.At).TotalSeconds;

    private static IEnumerable<Measurement<double>> LettersOf(RegistrySample sample) =>
        sample.Letters.Select(it => new Measurement<double>(it.Value, Label("state", it.Key.Kebab())));

    private static IEnumerable<Measurement<double>> AlertsOf(RegistrySample sample) =>
        sample.Alerts.Select(it => new Measurement<double>(
            it.Value,
            Label("state", it.Key.State.Kebab()),
            Label("severity", it.Key.Severity.Kebab())
        ));

    private static IEnumerable<Measurement<double>> HeartbeatsOf(RegistrySample sample) =>
        sample.Workers.Select(it => new Measurement<double>(it.Value, Label("worker", it.Key)));

    private static KeyValuePair<string, object?> Label(string name, string value) => new(name, value);

    private void Number(string name, string description, Func<RegistrySample, double> read) =>
        Several(name, null, description, sample => [new Measurement<double>(read(sample))]);

    private void Seconds(string name, string description, Func<RegistrySample, double> read) =>
        Several(name, "s", description, sample => [new Measurement<double>(read(sample))]);

    private void Several(
        string name,
        string? unit,
        string description,
        Func<RegistrySample, IEnumerable<Measurement<double>>> read
    ) => _meter.CreateObservableGauge(name, () => _last is { } sample ? read(sample) : [], unit, description);
}
