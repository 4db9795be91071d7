using CyberWatch.Infra.Mail;
using CyberWatch.Infra.Mail.Delivery;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;

namespace CyberWatch.Tests.Support;

/// <summary>The delivery as the product registers it, over the registry of a test, with editions and letters that need no alerts.</summary>
internal sealed class Posting : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly TemporaryData _data;

    public Posting(TemporaryData data, TimeProvider clock, params (string Key, string Value)[] settings)
    {
        _data = data;
        var configuration = new ConfigurationManager();
        foreach (var (key, value) in settings.Prepend(("Mail:PerMinute", "0")).Prepend(("Data:Folder", data.Path)))
            configuration[key] = value;
        configuration.AddInMemoryCollection(data.Registry.Settings);
        var services = new ServiceCollection().AddLogging().AddSingleton(clock);
        services.AddSingleton<IEditionComposer>(new PlainEditions(clock)).AddSingleton<ILetterRenderer>(new PlainLetters());
        CyberWatch.Infra.InfraRegistration.AddRegistry(services, configuration);
        services.AddMailDelivery(configuration).WithWritersThatWait();
        _services = services.BuildServiceProvider();
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public Task DrainAsync(string owner = "w1") => Get<LetterSender>().DrainAsync(owner, TestContext.Current.CancellationToken);

    /// <summary>An edition with so many letters, planned now, and their readers.</summary>
    public async Task<IReadOnlyList<Letter>> PlanAsync(int count, string period = "2026-W47")
    {
        var clock = Get<TimeProvider>();
        var edition = MailParts.Edition(period: period);
        var letters = Enumerable.Range(1, count).Select(n => $"rssi{n:D4}@ch-bezac.example").ToList();
        var rows = new List<Letter>();
        foreach (var recipient in letters)
        {
            var id = await Get<MessageIds>().OfAsync(edition, recipient, 0, TestContext.Current.CancellationToken);
            var row = MailParts.Letter(edition, recipient, id, clock.GetUtcNow());
            rows.Add(row);
        }

        await _data.AddAsync([edition, .. rows]);
        await _data.AddAsync([.. await ReadersAsync(edition, letters)]);
        return rows;
    }

    private async Task<IEnumerable<Contact>> ReadersAsync(Edition edition, IReadOnlyCollection<string> recipients)
    {
        await using var context = _data.CreateDbContext();
        var known = await context.Contacts.Select(row => row.Email).ToListAsync(TestContext.Current.CancellationToken);
        return recipients.Except(known).Select(one => MailParts.Reader(edition, one));
    }

    public async Task<IReadOnlyList<Letter>> LettersAsync()
    {
        await using var context = _data.CreateDbContext();
        return await context
            .Letters.AsNoTracking()
            .OrderBy(row => row.Recipient)
            .ToListAsync(TestContext.Current.CancellationToken);
    }

    public async Task<LetterState> StateAsync(Letter letter) => (await LettersAsync()).Single(row => row.Id == letter.Id).State;

    public async Task<MailState> StateAsync()
    {
        await using var context = _data.CreateDbContext();
        return await context.MailStates.AsNoTracking().SingleAsync(TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}

/// <summary>Composes editions that say only what they are about.</summary>
internal sealed class PlainEditions(TimeProvider clock) : IEditionComposer
{
    public Task<Edition?> WeeklyAsync(LetterScope scope, ReportedWeek week, CancellationToken cancellationToken) =>
        Made(scope is LetterScope.OfSector ? EditionKind.Sector : EditionKind.Technical, scope, week.ToString(), []);

    public Task<Edition?> UrgentAsync(string finess, IReadOnlyCollection<Guid> alerts, CancellationToken cancellationToken) =>
        Made(EditionKind.Urgent, new LetterScope.OfEstablishment(finess), $"{clock.GetUtcNow():yyyy-MM-ddTHH:mmZ}", alerts);

    private Task<Edition?> Made(EditionKind kind, LetterScope scope, string period, IEnumerable<Guid> alerts) =>
        Task.FromResult<Edition?>(
            new Edition
            {
                Id = Guid.CreateVersion7(),
                Kind = kind,
                Scope = scope.ToString()!,
                Period = period,
                ComposedAt = clock.GetUtcNow(),
                Content = "{}",
                Alerts = string.Join(' ', alerts),
            }
        );
}

/// <summary>Renders an edition as one line.</summary>
internal sealed class PlainLetters : ILetterRenderer
{
    public Task<RenderedLetter> RenderAsync(Edition edition, Letter letter, CancellationToken cancellationToken) =>
        Task.FromResult(
            new RenderedLetter(
                $"Semaine {edition.Period} : rien de nouveau, l’été",
                $"<!DOCTYPE html><html><body><p>Vérifié : {edition.Scope}</p></body></html>",
                $"Vérifié : {edition.Scope}\r\n"
            )
        );
}
