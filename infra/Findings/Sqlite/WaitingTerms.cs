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
    private readonly SqliteCommand _one;
    private readonly SqliteCommand _many;

    public WaitingTerms(SqliteConnection connection, SqliteTransaction transaction, Func<QueryField, long> fieldOf)
    {
        var rows = Enumerable
            .Range(0, AtOnce)
            .Select(place =>
                string.Create(CultureInfo.InvariantCulture, $"(${3 * place + 1}, ${3 * place + 2}, ${3 * place + 3})")
            );
        _one = Prepared.Command(connection, transaction, $"{Into}($1, $2, $3)", 3);
        _many = Prepared.Command(connection, transaction, $"{Into}{string.Join(',', rows)}", 3 * AtOnce);
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
            for (; written + AtOnce <= those.Count; written += AtOnce)
            {
                for (var i = 0; i < AtOnce; i++)
                    Bind(_many, 3 * i, number, those[written + i]);
                _many.ExecuteNonQuery();
            }
            foreach (var left in those.Skip(written))
            {
                Bind(_one, 0, number, left);
                _one.ExecuteNonQuery();
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

    private static void Bind(SqliteCommand command, int place, long field, (object Value, long Id) term)
    {
        command.Parameters[place].Value = field;
        command.Parameters[place + 1].Value = term.Value;
        command.Parameters[place + 2].Value = term.Id;
    }
}
