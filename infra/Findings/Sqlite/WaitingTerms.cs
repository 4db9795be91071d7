using System.Globalization;
using CyberWatch.Infra.Findings.Language;
using Microsoft.Data.Sqlite;

namespace CyberWatch.Infra.Findings.Sqlite;

/// <summary>Terms that are still to be written: field by field, so that neighbours in the table come after each other, and many with one statement.</summary>
internal sealed class WaitingTerms : IDisposable
{
    private const int AtOnce = 16;
    private const string Into = "insert or ignore into latest_term(field, value, id) values";
    private readonly Dictionary<QueryField, List<(object Value, long Id)>> _terms = [];
    private readonly HashSet<long> _documents = [];
    private readonly Func<QueryField, long> _fieldOf;
    private readonly Statement _one;
    private readonly Statement _many;

    public WaitingTerms(SqliteConnection connection, Func<QueryField, long> fieldOf)
    {
        var rows = Enumerable
            .Range(1, AtOnce)
            .Select(row => string.Create(CultureInfo.InvariantCulture, $"(?1, ?{2 * row}, ?{(2 * row) + 1})"));
        _one = new(connection, $"{Into}(?1, ?2, ?3)");
        _many = new(connection, $"{Into}{string.Join(',', rows)}");
        _fieldOf = fieldOf;
    }

    public int Documents => _documents.Count;

    public bool Have(long id) => _documents.Contains(id);

    public void Add(long id, IEnumerable<FiledTerm> terms)
    {
        _documents.Add(id);
        foreach (var term in terms)
        {
            if (!_terms.TryGetValue(term.Field, out var those))
                _terms[term.Field] = those = [];
            those.Add((term.Value, id));
        }
    }

    public void Write()
    {
        foreach (var (field, those) in _terms)
        {
            var (number, written) = (_fieldOf(field), 0);
            _many.Bind(1, number);
            _one.Bind(1, number);
            for (; written + AtOnce <= those.Count; written += AtOnce)
            {
                for (var i = 0; i < AtOnce; i++)
                    Bind(_many, 2 * (i + 1), those[written + i]);
                _many.Run();
            }
            foreach (var left in those.Skip(written))
            {
                Bind(_one, 2, left);
                _one.Run();
            }
        }
        _terms.Clear();
        _documents.Clear();
    }

    public void Dispose()
    {
        _one.Dispose();
        _many.Dispose();
    }

    private static void Bind(Statement statement, int place, (object Value, long Id) term)
    {
        statement.Bind(place, term.Value);
        statement.Bind(place + 1, term.Id);
    }
}
