using CyberWatch.Infra.Findings.Language;
using Microsoft.Data.Sqlite;

namespace CyberWatch.Infra.Findings.Sqlite;

/// <summary>
/// Numbers the values by which what was found is counted, and keeps how many documents of <c>latest</c> have each. So the page that opens adds
/// nothing up, and any other one reads of each document a few octets.
/// </summary>
internal sealed class FacetWriter(SqliteConnection connection, SqliteTransaction transaction, Func<QueryField, long> fieldOf)
    : IDisposable
{
    private static readonly HashSet<QueryField> Fields = [.. QueryFields.Counted];
    private readonly Dictionary<FiledTerm, int> _numbers = [];
    private readonly Dictionary<int, int> _changes = [];
    private readonly SqliteCommand _find = Prepared.Command(
        connection,
        transaction,
        "insert into facet_value(field, value, number) values($1, $2, 0) on conflict do update set number = number returning id",
        2
    );
    private readonly SqliteCommand _change = Prepared.Command(
        connection,
        transaction,
        "update facet_value set number = number + $2 where id = $1",
        2
    );
    private readonly SqliteCommand _forget = Prepared.Command(
        connection,
        transaction,
        "delete from facet_value where id = $1 and number = 0",
        1
    );

    /// <summary>What is counted of a document: <see cref="FacetNumbers"/>.</summary>
    public byte[] Of(long moment, IEnumerable<FiledTerm> terms)
    {
        var numbers = new List<int>();
        foreach (var term in terms)
        {
            if (Fields.Contains(term.Field))
                numbers.Add(NumberOf(term));
        }
        return FacetNumbers.Of(moment, numbers);
    }

    /// <summary>One document more that has these, or one less.</summary>
    public void Count(IEnumerable<FiledTerm> terms, int change)
    {
        foreach (var term in terms)
        {
            if (Fields.Contains(term.Field))
                _changes[NumberOf(term)] += change;
        }
    }

    /// <summary>Writes what was counted, once for all documents of a batch; a value that none has any more is forgotten.</summary>
    public void Settle()
    {
        foreach (var (number, change) in _changes)
        {
            if (change != 0)
                Prepared.Bind(_change, (long)number, (long)change).ExecuteNonQuery();
            Prepared.Bind(_forget, (long)number).ExecuteNonQuery();
        }
        _changes.Clear();
        _numbers.Clear();
    }

    public void Dispose()
    {
        foreach (var command in (SqliteCommand[])[_find, _change, _forget])
            command.Dispose();
    }

    private int NumberOf(FiledTerm term)
    {
        if (!_numbers.TryGetValue(term, out var number))
        {
            number = (int)(long)Prepared.Bind(_find, fieldOf(term.Field), term.Value).ExecuteScalar()!;
            _numbers[term] = number;
            _changes.TryAdd(number, 0);
        }
        return number;
    }
}
