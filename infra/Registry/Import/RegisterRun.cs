using CyberWatch.Infra.Registry.Entities;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Infra.Registry.Import;

/// <summary>One reading of one file inside a transaction: what it holds is written, what it no longer has is marked.</summary>
internal sealed class RegisterRun : IAsyncDisposable
{
    private const int ReportEvery = 500;
    private readonly RegistryContext _registry;
    private readonly RegisterSource _source;
    private readonly RegisterCounts _counts;
    private readonly EstablishmentWriter _writer;
    private readonly HashSet<string> _known;
    private readonly HashSet<string> _present;
    private readonly Dictionary<string, long> _seen = [];
    private readonly List<Group> _groups = [];
    private readonly List<InputFault> _broken = [];

    private RegisterRun(
        RegistryContext registry,
        RegisterSource source,
        RegisterCounts counts,
        EstablishmentWriter writer,
        IReadOnlyList<(string Finess, bool Present)> rows
    )
    {
        (_registry, _source, _counts, _writer) = (registry, source, counts, writer);
        _known = [.. rows.Select(row => row.Finess)];
        _present = [.. rows.Where(row => row.Present).Select(row => row.Finess)];
    }

    public static async Task<RegisterRun> StartAsync(
        RegistryContext registry,
        RegisterSource source,
        RegisterCounts counts,
        CancellationToken cancellationToken
    )
    {
        var rows = await registry
            .Establishments.Select(row => new { row.Finess, Present = row.MissingSince == null })
            .ToListAsync(cancellationToken);
        var writer = await EstablishmentWriter.PrepareAsync(registry, cancellationToken);
        return new RegisterRun(registry, source, counts, writer, [.. rows.Select(row => (row.Finess, row.Present))]);
    }

    public async Task ReadAsync(IProgress<double>? progress, CancellationToken cancellationToken)
    {
        foreach (var entry in _source.Read())
        {
            switch (entry)
            {
                case RegisterEntry.Site site:
                    await TakeAsync(site, cancellationToken);
                    break;
                case RegisterEntry.Grouping grouping:
                    _groups.Add(grouping.Group);
                    _counts.UnknownMembers += grouping.UnknownMembers;
                    break;
                case RegisterEntry.Doubt doubt:
                    _counts.Warnings.Add(doubt.Warning);
                    break;
                case RegisterEntry.Broken broken:
                    _broken.Add(broken.Fault);
                    break;
            }

            if (_counts.Sites % ReportEvery == 0)
            {
                progress?.Report((double)_source.Position / Math.Max(1, _source.Length));
            }
        }
    }

    /// <summary>Why the file is not taken; none: it is.</summary>
    public IReadOnlyList<InputFault> Refusals(bool acceptShrink)
    {
        var lost = _counts.Older ? 0 : _present.Count(finess => !_seen.ContainsKey(finess));
        if (_counts.Sites == 0)
        {
            return [.. _broken, Whole("It holds no establishment. This is not the register, or its download was cut.")];
        }

        if (acceptShrink)
        {
            _counts.LeftOut = _broken.Count;
            return [];
        }

        return lost * 10 > _present.Count
            ?
            [
                .. _broken,
                Whole($"{lost} of {_present.Count} sites are missing, more than a tenth. If that is right, add --accept-shrink."),
            ]
            : _broken;
    }

    public async Task FinishAsync(CancellationToken cancellationToken)
    {
        if (_counts.Older)
        {
            return;
        }

        foreach (var finess in _known.Where(finess => !_seen.ContainsKey(finess)))
        {
            _counts.Missing++;
            _counts.NewlyMissing += await _writer.MissAsync(finess, _counts.DataDate, cancellationToken) ? 1 : 0;
        }

        _counts.Groups = _groups.Count;
        if (_source.CarriesGroups)
        {
            await GroupWriting.ReplaceAsync(_registry, _groups, cancellationToken);
        }

        await GroupWriting.InheritAsync(_registry, cancellationToken);
    }

    public ValueTask DisposeAsync() => _writer.DisposeAsync();

    private async Task TakeAsync(RegisterEntry.Site site, CancellationToken cancellationToken)
    {
        var row = site.Establishment;
        if (!_seen.TryAdd(row.Finess, site.Line))
        {
            var first = _seen[row.Finess] is > 0 and var line ? $" (first on line {line})" : "";
            _broken.Add(new InputFault(_source.FileName, site.Line, "finess", row.Finess, $"The number occurs twice{first}."));
            return;
        }

        _counts.Sites++;
        _counts.InService += row.InService ? 1 : 0;
        _counts.Located += row.Latitude is null ? 0 : 1;
        if (_counts.Older)
        {
            _counts.Changed += await _writer.LocateAsync(row, cancellationToken) ? 1 : 0;
        }
        else if (await _writer.WriteAsync(row, cancellationToken))
        {
            _counts.Added += _known.Contains(row.Finess) ? 0 : 1;
            _counts.Changed += _known.Contains(row.Finess) ? 1 : 0;
        }
    }

    private InputFault Whole(string sentence) => new(_source.FileName, 0, null, null, sentence);
}
