FROM python:3.12-slim

ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
WORKDIR /app
RUN useradd --system --create-home --uid 10001 gym && mkdir /var/lib/fitadmin && chown gym /var/lib/fitadmin

COPY requirements/run.txt requirements/run.txt
COPY run.py ./
RUN python run.py install

COPY config.py wsgi.py ./
COPY translations* translations
COPY fitadmin fitadmin

ENV PATH=/app/.venv/bin:$PATH \
    FLASK_APP=wsgi \
    FITADMIN_CONFIG=Production \
    FITADMIN_HOST=0.0.0.0 \
    FITADMIN_VAR=/var/lib/fitadmin
USER gym
VOLUME /var/lib/fitadmin
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s CMD ["python", "-c", \
    "import urllib.request as u; u.urlopen('http://127.0.0.1:8080/health/live', timeout=2)"]
CMD ["python", "run.py", "web"]
